package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;

/**
 * The requests to the daemon of a node about the containers of tasks on this node. Can be used by several threads at
 * once. Every method may throw {@link EngineException}.
 */
public final class TaskContainers {

    /** The exit code of a process that a signal has ended is this number plus the number of the signal. */
    private static final int EXIT_CODE_OF_SIGNALS = 128;

    private final EngineApi api;

    TaskContainers(EngineApi api) {
        this.api = api;
    }

    /**
     * The last result of a container's health check, as the end of a sentence; empty when there is none. A check that a
     * signal has ended is left out if there is another one: Docker kills a running check when it stops the container.
     */
    public String health(String container) {
        JsonNode log = api.get("/containers/" + container + "/json")
                .path("State")
                .path("Health")
                .path("Log");
        JsonNode last = log.path(log.size() - 1);
        for (JsonNode result : log) {
            if (result.path("ExitCode").asInt() < EXIT_CODE_OF_SIGNALS) {
                last = result;
            }
        }
        if (last.isMissingNode()) {
            return "";
        }
        String output = last.path("Output").asText("").strip();
        return "its health check ended with " + last.path("ExitCode").asInt() + (output.isEmpty() ? "" : ": " + output);
    }

    /** Sends SIGKILL to a container's processes. */
    public void kill(String container) {
        api.post("/containers/" + container + "/kill", null);
    }
}
