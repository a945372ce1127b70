package dev.swarmlab.yaml;

/** Something that only one entry of a file may have. */
public interface UniqueConstraint {

    /** What the entry has, as the start of a sentence: {@code host port 80}. */
    String subject();

    /** What to write instead when another entry has it already. */
    String advice();

    /** Whether both entries can't have what they want at the same time. */
    default boolean conflictsWith(UniqueConstraint other) {
        return equals(other);
    }
}
