package dev.swarmlab.prune;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is removed, or would be.
 *
 * @param name of a lab, a lab of which something is left, a volume, a container or an image
 * @param bytes the disk space that it uses; null when the engine does not tell
 * @param reason why it is removed, or why it is not
 */
public record PruneItem(Kind kind, String name, @Nullable Long bytes, String reason, Result result) {

    /** What it is. Tables, JSON and YAML show the constant in lower case. */
    public enum Kind {
        /** A lab that has expired. */
        LAB,
        /** What is left of a lab. */
        LEFTOVERS,
        /** What is left in a lab of snapshots that were not completed. */
        SNAPSHOT,
        /** The lock of a command that has ended. */
        LOCK,
        /** A container of {@code swarmlab doctor}. */
        CONTAINER,
        IMAGE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was done with it. JSON and YAML show the constant in lower case. */
    public enum Result {
        /** Nothing yet, or nothing in a dry run. */
        PLANNED,
        REMOVED,
        /** Another command needs it. */
        SKIPPED,
        FAILED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An item that is planned, of unknown size. */
    static PruneItem of(Kind kind, String name, String reason) {
        return new PruneItem(kind, name, null, reason, Result.PLANNED);
    }

    PruneItem sized(@Nullable Long size) {
        return new PruneItem(kind, name, size, reason, result);
    }

    boolean isRemoved() {
        return result == Result.REMOVED;
    }

    PruneItem removed() {
        return new PruneItem(kind, name, bytes, reason, Result.REMOVED);
    }

    PruneItem skipped(String why) {
        return new PruneItem(kind, name, bytes, why, Result.SKIPPED);
    }

    PruneItem failed(String why) {
        return new PruneItem(kind, name, bytes, why, Result.FAILED);
    }
}
