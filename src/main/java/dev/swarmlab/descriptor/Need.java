package dev.swarmlab.descriptor;

/** What a kernel must have for a check to make sense. */
public enum Need {
    /** For the routing mesh and for services' virtual addresses. */
    IP_VS
}
