package dev.swarmlab.plan;

import java.util.regex.Pattern;

/** The names of a lab's containers, networks and volumes on the outer engine. */
public final class LabNames {

    /** The registry's host name in the lab's network. */
    public static final String REGISTRY = "registry";

    /** The host name of the pull-through cache in the lab's network. */
    public static final String CACHE = "cache";

    private LabNames() {}

    /** As in {@code manager}, {@code manager02} or {@code worker01}. */
    private static final Pattern NODE = Pattern.compile("manager(\\d{2,})?|worker\\d{2,}");

    /** Whether swarmlab gives such a name to nodes. */
    public static boolean isNode(String name) {
        return NODE.matcher(name).matches();
    }

    public static String network(String lab) {
        return "swarmlab-" + lab;
    }

    public static String container(String lab, String node) {
        return "swarmlab-" + lab + "-" + node;
    }

    /**
     * The volume of a claim to a lab's lock.
     *
     * @param token distinguishes the claims to one lock
     */
    public static String lockVolume(String lab, String token) {
        return network(lab) + "-lock-" + token;
    }

    /** The empty volume that holds the lab file in its labels. */
    public static String fileVolume(String lab, int revision) {
        return network(lab) + "-file-" + revision;
    }

    /**
     * A volume of a snapshot. Its name ends with a part that no other volume's name ends with.
     *
     * @param revision distinguishes snapshots of one name, from 1
     * @param part the name of a node, {@link #REGISTRY}, or another word without a hyphen
     */
    public static String snapshotVolume(String lab, String snapshot, int revision, String part) {
        return network(lab) + "-snapshot-" + snapshot + "-" + revision + "-" + part;
    }

    /** The container that copies a volume of a node, or of the registry, for a snapshot. */
    public static String copyContainer(String lab, String node) {
        return container(lab, node) + "-copy";
    }

    public static String volume(String lab, String node) {
        return container(lab, node) + "-data";
    }
}
