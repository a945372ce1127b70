package dev.swarmlab.swarm;

import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import java.util.List;
import java.util.Map;

/** Views of swarms. The id of a node is its name. */
final class Views {

    private Views() {}

    static SwarmView of(List<SwarmNode> nodes, List<FakeService> services, FakeTask... tasks) {
        return new SwarmView(
                nodes,
                services.stream().map(Views::service).toList(),
                List.of(tasks).stream().map(Views::task).toList());
    }

    static SwarmService service(FakeService service) {
        return SwarmService.of(service.json());
    }

    static SwarmTask task(FakeTask task) {
        return SwarmTask.of(task.json());
    }

    static SwarmNode worker(String name) {
        return node(name, "worker", "ready", "active", false, "");
    }

    static SwarmNode manager(String name) {
        return node(name, "manager", "ready", "active", false, "reachable");
    }

    static SwarmNode leader(String name) {
        return node(name, "manager", "ready", "active", true, "reachable");
    }

    static SwarmNode worker(String name, String state, String availability) {
        return node(name, "worker", state, availability, false, "");
    }

    static SwarmNode node(
            String name, String role, String state, String availability, boolean leader, String reachability) {
        return new SwarmNode(
                name,
                1,
                name,
                NodeRole.of(role),
                NodeState.of(state),
                "",
                NodeAvailability.of(availability),
                leader,
                Reachability.of(reachability),
                "10.0.0.1",
                "28",
                Map.of());
    }
}
