package dev.swarmlab.doctor;

/** Whether a kernel has a module. */
enum ModuleState {
    /** Built in, or loaded. */
    AVAILABLE,
    /** Not loaded, but on disk: the kernel loads it on demand. */
    LOADABLE,
    MISSING,
    UNKNOWN
}
