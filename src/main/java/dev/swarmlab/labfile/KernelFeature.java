package dev.swarmlab.labfile;

/** A feature of the kernel that a check can require. */
public enum KernelFeature {
    /** Needed for the routing mesh and for virtual IP addresses of services. */
    IP_VS
}
