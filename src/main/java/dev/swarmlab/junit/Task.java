package dev.swarmlab.junit;

import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmTask;
import dev.swarmlab.swarm.SwarmView;

/**
 * A task of a service as a manager reported it.
 *
 * @param name as in {@code echo_api.2}; the name of the service for a task of a global service
 * @param node the name of its node; empty before it has one
 * @param state in Docker's words, as in {@code running} or {@code failed}
 * @param running whether it runs and the swarm does not stop it
 * @param error why it failed or waits; empty when there is no reason
 */
public record Task(String name, String node, String state, boolean running, String error) {

    static Task of(SwarmView view, SwarmService service, SwarmTask task) {
        return new Task(
                view.name(service, task), view.nodeOf(task), task.state().text(), task.isRunning(), task.error());
    }
}
