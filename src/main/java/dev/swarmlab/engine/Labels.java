package dev.swarmlab.engine;

/**
 * The labels by which swarmlab finds what it created. There is no state file, so that every machine with access to an
 * engine sees the same labs. Names and meanings must not change: existing labs have them.
 */
public final class Labels {

    /** The lab's name. On everything that swarmlab creates; it never changes or removes anything else. */
    public static final String LAB = "dev.swarmlab.lab";

    /** {@code manager}, {@code worker}, {@code registry} or {@code cache}. On containers and volumes. */
    public static final String ROLE = "dev.swarmlab.role";

    /** The node's name, as in {@code worker01}. On containers and volumes. */
    public static final String NODE = "dev.swarmlab.node";

    /** The port of a node's daemon, or of the registry, on the loopback of the engine's host. On their containers. */
    public static final String PORT = "dev.swarmlab.port";

    /** The URL of the registry whose images a pull-through cache keeps. On its container. */
    public static final String UPSTREAM = "dev.swarmlab.upstream";

    /** The id of the {@code up} run that created it, so that a failed run removes only what it created. */
    public static final String RUN = "dev.swarmlab.run";

    /** A digest of its settings in the lab file, so that {@code up} sees changes. On containers. */
    public static final String SPECIFICATION = "dev.swarmlab.specification";

    /**
     * The text of the lab file, before variables are replaced. On the volume {@code swarmlab-LAB-file-N}; in labs of
     * older versions on the network.
     */
    public static final String LAB_FILE_TEXT = "dev.swarmlab.descriptor";

    /** The path of the lab file. Beside {@link #LAB_FILE_TEXT}. */
    public static final String FILE = "dev.swarmlab.file";

    /** The lab's name from the command line, if it overrides the lab file's. Beside {@link #LAB_FILE_TEXT}. */
    public static final String NAME = "dev.swarmlab.name";

    /**
     * With a number from 1 at its end: a value from the command line that overrides one of the lab file, as
     * {@code KEY=VALUE}. Beside {@link #LAB_FILE_TEXT}.
     */
    public static final String SETTING = "dev.swarmlab.set.";

    /** The class of the lab. Beside {@link #LAB_FILE_TEXT}, on a student's lab and on the lab of the class itself. */
    public static final String CLASS = "dev.swarmlab.class";

    /** The name of the lab's student. Beside {@link #CLASS}; absent on the lab of the class itself. */
    public static final String STUDENT = "dev.swarmlab.student";

    /** The number of the student in the class, from 1. Beside {@link #STUDENT}. */
    public static final String INDEX = "dev.swarmlab.index";

    /** The email address of the student, if it is known. Beside {@link #STUDENT}. */
    public static final String EMAIL = "dev.swarmlab.email";

    /** The host ports of the student's lab instead of those in the lab file, as in {@code 80=10417 443=10418}. */
    public static final String HOST_PORTS = "dev.swarmlab.ports";

    /**
     * The address of the engine's host on which a node's daemon is published besides the loopback address. On the
     * containers of managers, and beside {@link #LAB_FILE_TEXT}; missing when there is none.
     */
    public static final String BIND = "dev.swarmlab.bind";

    /** Who ran {@code up} with this lab file, as in {@code ann@laptop}. Beside {@link #LAB_FILE_TEXT}. */
    public static final String OWNER = "dev.swarmlab.owner";

    /** The subnet of the lab's network, for the case that the network is removed. Beside {@link #LAB_FILE_TEXT}. */
    public static final String SUBNET = "dev.swarmlab.subnet";

    /** When the lab expires (ISO 8601); none when it does not. Beside {@link #LAB_FILE_TEXT}. */
    public static final String EXPIRES = "dev.swarmlab.expires";

    /** Prefix of the labels of the process for which a lab exists. */
    public static final String PROCESS = "dev.swarmlab.process";

    /**
     * Numbers the lab files of a lab, and its snapshots of one name, from 1; the highest counts. Beside
     * {@link #LAB_FILE_TEXT} and {@link #SNAPSHOT}.
     */
    public static final String REVISION = "dev.swarmlab.revision";

    /** The name of a snapshot. On its volumes, and on the containers that copy volumes. */
    public static final String SNAPSHOT = "dev.swarmlab.snapshot";

    /**
     * The node whose data a volume of a snapshot holds; {@code complete} on the volume that is created last, and {@code
     * restoring} on the volume that exists while the snapshot is restored. Beside {@link #SNAPSHOT}.
     */
    public static final String SNAPSHOT_PART = "dev.swarmlab.snapshot.part";

    /** What a node did when the snapshot was saved, as in {@code ready}. Beside {@link #SNAPSHOT_PART}. */
    public static final String SNAPSHOT_STATE = "dev.swarmlab.snapshot.state";

    /**
     * The lab whose snapshot is restored, if it is another lab. On the volume that exists while the snapshot is restored.
     */
    public static final String SNAPSHOT_FROM = "dev.swarmlab.snapshot.from";

    /** When a snapshot was saved (ISO 8601). On its last volume, beside {@link #LAB_FILE_TEXT}. */
    public static final String SNAPSHOT_CREATED = "dev.swarmlab.snapshot.created";

    /** The version of swarmlab that saved a snapshot. Beside {@link #SNAPSHOT_CREATED}. */
    public static final String SNAPSHOT_VERSION = "dev.swarmlab.snapshot.version";

    /** A unique text. On the volume of a lab's lock, with the labels below, which describe the holder of the lock. */
    public static final String LOCK = "dev.swarmlab.lock";

    /** When the holder took the lock (ISO 8601). */
    public static final String LOCK_SINCE = "dev.swarmlab.lock.since";

    /** When the holder ends at the latest (ISO 8601). */
    public static final String LOCK_UNTIL = "dev.swarmlab.lock.until";

    /** The command that the holder runs. */
    public static final String LOCK_COMMAND = "dev.swarmlab.lock.command";

    /** The names of the stacks that {@code up} deployed, separated by commas. On the swarm itself. */
    public static final String STACKS = "dev.swarmlab.stacks";

    /**
     * With the name of a stack at its end: what {@code up} deployed for it, so that {@code reset} sees changes. On the
     * swarm itself.
     */
    public static final String STACK = "dev.swarmlab.stack.";

    /** The hash of the recipe or build folder from which an image was built. On images. */
    public static final String RECIPE = "dev.swarmlab.recipe";

    /** On the container in which {@code doctor} reads the facts of the engine's kernel. It belongs to no lab. */
    public static final String DOCTOR = "dev.swarmlab.doctor";

    private Labels() {}
}
