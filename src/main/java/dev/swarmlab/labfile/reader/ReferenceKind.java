package dev.swarmlab.labfile.reader;

/** What one part of a lab file can refer to in another part. */
enum ReferenceKind {
    /** A node by its name. */
    NODE,
    /** An overlay network by its name. */
    NETWORK,
    /** The first image of the lab; the name of the reference is empty. */
    FIRST_IMAGE
}
