package dev.swarmlab.labfile;

/** What a kernel must have for a check to make sense. */
public enum KernelFeature {
    /** For the routing mesh and for services' virtual addresses. */
    IP_VS
}
