package dev.swarmlab.descriptor;

/** The transport of a published port. */
public enum Protocol {
    TCP,
    UDP
}
