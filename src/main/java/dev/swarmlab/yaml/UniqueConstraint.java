package dev.swarmlab.yaml;

/** Something that only one entry of a file may have, such as a host port. */
public interface UniqueConstraint {

    /** The subject of the message about a conflict: {@code host port 80}. */
    String subject();

    /** What to write instead if an earlier entry has it. */
    String advice();

    /** Whether the two entries exclude each other. */
    default boolean conflictsWith(UniqueConstraint other) {
        return equals(other);
    }
}
