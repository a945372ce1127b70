package dev.swarmlab.engine;

import dev.swarmlab.engine.DockerContexts.DockerContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Docker context that swarmlab has created for a node of a lab. Its description distinguishes it from the user's own
 * contexts and names the engine on which the lab runs.
 *
 * @param engine the address of that engine, as in {@code unix:///var/run/docker.sock}
 */
public record LabContext(String name, String lab, String engine) {

    private static final String PREFIX = "swarmlab-";

    private static final Pattern DESCRIPTION = Pattern.compile("swarmlab lab (\\S+) on (\\S+)");

    /** The context of a lab. */
    public static LabContext ofLab(String lab, String engine) {
        return new LabContext(PREFIX + lab, lab, engine);
    }

    /** The context of one node of a lab. */
    public static LabContext ofNode(String lab, String node, String engine) {
        return new LabContext(PREFIX + lab + "-" + node, lab, engine);
    }

    /** Empty when swarmlab did not create the context. */
    public static Optional<LabContext> in(DockerContext context) {
        Matcher description = DESCRIPTION.matcher(context.description());
        return context.name().startsWith(PREFIX) && description.matches()
                ? Optional.of(new LabContext(context.name(), description.group(1), description.group(2)))
                : Optional.empty();
    }

    public String description() {
        return "swarmlab lab " + lab + " on " + engine;
    }
}
