package dev.swarmlab.plan;

import java.util.regex.Pattern;

/** What things of a lab are called on the outer engine. */
public final class LabNames {

    /** The registry's name among the nodes. */
    public static final String REGISTRY = "registry";

    private LabNames() {}

    /** As in {@code manager}, {@code manager02} or {@code worker01}. */
    private static final Pattern NODE = Pattern.compile("manager(\\d{2,})?|worker\\d{2,}");

    /** Whether a name is one that nodes of labs have. */
    public static boolean isNode(String name) {
        return NODE.matcher(name).matches();
    }

    public static String network(String lab) {
        return "swarmlab-" + lab;
    }

    public static String container(String lab, String node) {
        return "swarmlab-" + lab + "-" + node;
    }

    /** The volume that is a lab's lock, or a claim to it. */
    public static String lockVolume(String lab, String token) {
        return network(lab) + "-lock-" + token;
    }

    /** The volume whose labels hold the lab file. */
    public static String fileVolume(String lab, int revision) {
        return network(lab) + "-file-" + revision;
    }

    public static String volume(String lab, String node) {
        return container(lab, node) + "-data";
    }
}
