package dev.swarmlab.provision.reset;

import java.util.Locale;

/**
 * A difference between a lab and the state right after {@code up}.
 *
 * @param where a node's name, {@code swarm}, {@code registry} or {@code cache}
 * @param name as in {@code web} for a service; empty when the kind says everything
 * @param reason what is different; continues a sentence that begins with kind and name
 * @param id what to remove before the lab is restored: an id, or the tag of an image; empty for nothing
 */
public record Difference(Cure cure, String where, Kind kind, String name, String reason, String id) {

    static final String SWARM = "swarm";
    static final String REGISTRY = "registry";
    static final String CACHE = "cache";

    /** How {@code reset} removes a difference. */
    public enum Cure {
        /** It does not belong to the lab. */
        REMOVE("remove", "removed"),
        /** It is missing or changed. */
        RESTORE("restore", "restored"),
        /** The container of the node is recreated, and keeps the volume with its daemon's data. */
        RECREATE("recreate", "recreated"),
        /** The node is recreated with a new volume. For the swarm: every node. */
        REBUILD("recreate", "recreated");

        private final String verb;
        private final String done;

        Cure(String verb, String done) {
            this.verb = verb;
            this.done = done;
        }

        /** As in {@code remove}. */
        String verb() {
            return verb;
        }

        /** As in {@code removed}. */
        String done() {
            return done;
        }
    }

    /** What is different. */
    public enum Kind {
        NODE,
        FILES,
        MEMBERSHIP,
        ROLE,
        LABELS,
        AVAILABILITY,
        CONTAINER,
        VOLUME,
        IMAGE,
        NETWORK,
        SERVICE,
        CONFIG,
        SECRET,
        STACK,
        SETTINGS,
        BUILD_CACHE,
        REGISTRY,
        CACHE;

        /** As in {@code build cache}. */
        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether it concerns a node as a whole, so that the contents of the lab can be restored only afterwards. */
    boolean isOfNode() {
        return switch (kind) {
            case NODE, FILES, MEMBERSHIP, ROLE -> true;
            default -> cure == Cure.REBUILD;
        };
    }

    @Override
    public String toString() {
        return where + ": " + kind.words() + (name.isEmpty() ? "" : " " + name) + " " + reason;
    }
}
