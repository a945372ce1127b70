package dev.swarmlab.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that point Docker clients at a node of a lab. They replace the variables that select the
 * engine on which the lab runs. swarmlab must still find that engine, so the former values are saved in variables of
 * their own.
 */
public final class NodeEnvironment {

    /**
     * The variables that Docker clients read. The CLI prefers DOCKER_HOST to DOCKER_CONTEXT; docker-java mixes the two.
     */
    private static final List<String> DOCKER_VARIABLES =
            List.of("DOCKER_HOST", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "DOCKER_CONTEXT");

    /**
     * The address of the node again. If DOCKER_HOST has another value, the user has selected another engine since.
     */
    private static final String MARK = "SWARMLAB_SET_DOCKER_HOST";

    private static final String SAVED = "SWARMLAB_SAVED_";

    private static final List<String> ALL = Stream.of(
                    DOCKER_VARIABLES.stream(),
                    Stream.of(MARK),
                    DOCKER_VARIABLES.stream().map(SAVED::concat))
            .flatMap(names -> names)
            .toList();

    private final Map<String, String> environment;

    public NodeEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * A variable that a shell must set or unset.
     *
     * @param value null to unset it
     */
    public record Change(String variable, @Nullable String value) {}

    /** Whether swarmlab itself set the variable, when it pointed Docker's programs at a node. */
    public static boolean isOwn(String variable) {
        return variable.equals(MARK) || variable.startsWith(SAVED);
    }

    /** The environment as it was before Docker clients were pointed at a node. */
    public Map<String, String> before() {
        Map<String, String> before = new HashMap<>(environment);
        before.keySet().removeIf(NodeEnvironment::isOwn);
        if (pointsAtNode()) {
            for (String name : DOCKER_VARIABLES) {
                before.remove(name);
                String saved = environment.get(SAVED + name);
                if (saved != null) {
                    before.put(name, saved);
                }
            }
        }
        return before;
    }

    /** The changes after which Docker clients use a node's daemon. */
    public List<Change> pointingAt(URI node, Path certificates) {
        Map<String, String> after = new HashMap<>();
        Map<String, String> before = before();
        for (String name : DOCKER_VARIABLES) {
            if (before.containsKey(name)) {
                after.put(SAVED + name, before.get(name));
            }
        }
        after.put("DOCKER_HOST", node.toString());
        after.put("DOCKER_TLS_VERIFY", "1");
        after.put("DOCKER_CERT_PATH", certificates.toString());
        after.put(MARK, node.toString());
        return changesTo(after);
    }

    /** The changes that restore the former environment; none when no node is selected. */
    public List<Change> undone() {
        return environment.containsKey(MARK) ? changesTo(before()) : List.of();
    }

    private boolean pointsAtNode() {
        String mark = environment.get(MARK);
        return mark != null && mark.equals(environment.get("DOCKER_HOST"));
    }

    private List<Change> changesTo(Map<String, String> after) {
        List<Change> changes = new ArrayList<>();
        for (String name : ALL) {
            if (after.containsKey(name) || environment.containsKey(name)) {
                changes.add(new Change(name, after.get(name)));
            }
        }
        return changes;
    }
}
