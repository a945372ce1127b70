package dev.swarmlab.engine;

/**
 * The labels by which swarmlab finds what it made. They are its only memory: there is no state file, so that every
 * machine with access to an engine sees the same labs.
 */
public final class Labels {

    /** The lab's name. On everything that swarmlab makes; what lacks it is never touched. */
    public static final String LAB = "dev.swarmlab.lab";

    /** {@code manager}, {@code worker} or {@code registry}. On containers and volumes. */
    public static final String ROLE = "dev.swarmlab.role";

    /** The node's name, as in {@code worker01}. On containers and volumes. */
    public static final String NODE = "dev.swarmlab.node";

    /** The port on the host's loopback of a node's daemon, or of the registry. On their containers. */
    public static final String PORT = "dev.swarmlab.port";

    /** The run of {@code up} that made it, so that a run that fails removes just what it made. */
    public static final String RUN = "dev.swarmlab.run";

    /** A digest of what the descriptor said of it, so that {@code up} sees what has changed. */
    public static final String SPECIFICATION = "dev.swarmlab.specification";

    /**
     * The lab file as it was written, before variables were put in. On the lab's file volume; on the network of labs that
     * older versions made.
     */
    public static final String DESCRIPTOR = "dev.swarmlab.descriptor";

    /** Where the lab file was read from. Beside {@link #DESCRIPTOR}. */
    public static final String FILE = "dev.swarmlab.file";

    /** Who ran the {@code up} that the lab file is of, as in {@code ann@laptop}. Beside {@link #DESCRIPTOR}. */
    public static final String OWNER = "dev.swarmlab.owner";

    /** The subnet of the lab's network, which the nodes need again when the network was removed. On the lab's file volume. */
    public static final String SUBNET = "dev.swarmlab.subnet";

    /** Counts the lab files that a lab has had, from 1: the highest is in force. On the lab's file volume. */
    public static final String REVISION = "dev.swarmlab.revision";

    /** Marks the volume of a lab's lock with a text of its own. The others tell who holds it and what for. */
    public static final String LOCK = "dev.swarmlab.lock";

    /** The holder's user and host, in two labels. */
    public static final String LOCK_USER = "dev.swarmlab.lock.user";

    public static final String LOCK_HOST = "dev.swarmlab.lock.host";

    /** Where the holder's process id counts, that id, and when the process started. */
    public static final String LOCK_PROCESSES = "dev.swarmlab.lock.processes";

    public static final String LOCK_PID = "dev.swarmlab.lock.pid";

    public static final String LOCK_STARTED = "dev.swarmlab.lock.started";

    /** When the holder took the lock and when it has given up at the latest, in the format of ISO 8601. */
    public static final String LOCK_SINCE = "dev.swarmlab.lock.since";

    public static final String LOCK_UNTIL = "dev.swarmlab.lock.until";

    /** The command that the holder runs. */
    public static final String LOCK_COMMAND = "dev.swarmlab.lock.command";

    /** The stacks that {@code up} deployed, with commas between them. On the swarm itself. */
    public static final String STACKS = "dev.swarmlab.stacks";

    /** The hash of the recipe or build folder that an image was made from. On images. */
    public static final String RECIPE = "dev.swarmlab.recipe";

    /** On the container from which {@code doctor} looks at the engine's kernel. It belongs to no lab. */
    public static final String DOCTOR = "dev.swarmlab.doctor";

    private Labels() {}
}
