package dev.swarmlab.labfile;

/** The transport of a published port. */
public enum Protocol {
    TCP,
    UDP
}
