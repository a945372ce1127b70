package dev.swarmlab.doctor;

/** Whether a kernel has a module. */
enum Presence {
    YES,
    /** It is on disk, and the kernel loads it when it is asked for. */
    LOADABLE,
    NO,
    UNKNOWN
}
