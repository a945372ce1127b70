package dev.swarmlab.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeState;
import dev.swarmlab.swarm.Reachability;
import dev.swarmlab.swarm.TaskState;
import dev.swarmlab.swarm.UpdateState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabViewTest {

    private static NodeView node(String id, String name, String role) {
        return node(id, name, role, "", "ready", "active");
    }

    private static NodeView node(
            String id, String name, String role, String container, String state, String availability) {
        return new NodeView(
                id,
                name,
                role,
                false,
                Reachability.of(""),
                NodeState.of(state),
                NodeAvailability.of(availability),
                ContainerState.of(container),
                "",
                "",
                Map.of());
    }

    private static ServiceView service(String stack, String name, String mode) {
        return new ServiceView(name, name, stack, mode, 0, 3, 2, 1, "", List.of(), List.of(), UpdateState.of(""), "");
    }

    private static TaskView task(String id, String name, int slot, String node, String state, String createdAt) {
        return new TaskView(
                id,
                "of-" + name,
                name,
                slot,
                node,
                "",
                TaskState.of(state),
                TaskState.of("running"),
                "",
                createdAt,
                createdAt);
    }

    private static LabView lab(Stream<NodeView> nodes, Stream<ServiceView> services, Stream<TaskView> tasks) {
        return new LabView(
                "lab",
                "",
                byId(nodes, NodeView::id),
                byId(services, ServiceView::id),
                byId(tasks, TaskView::id),
                Map.of());
    }

    private static <T> Map<String, T> byId(Stream<T> items, Function<T, String> id) {
        return items.collect(Collectors.toMap(id, Function.identity(), (first, second) -> second, LinkedHashMap::new));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    running, ready,        active, ready
                    '',      ready,        active, ready
                    running, ready,        drain,  drain
                    '',      ready,        pause,  pause
                    running, down,         drain,  down
                    '',      disconnected, active, disconnected
                    exited,  ready,        active, stopped
                    exited,  down,         drain,  stopped
                    paused,  ready,        active, paused
                    created, '',           '',     created
                    running, '',           '',     not in the swarm
                    running, dozing,       active, dozing
                    running, ready,        shy,    shy
                    dozing,  ready,        active, dozing
                    """)
    void the_most_severe_state_of_a_node_is_its_status(
            String container, String state, String availability, String status) {
        NodeView node = node("n", "n", "worker", container, state, availability);

        assertThat(node.status()).isEqualTo(status);
    }

    @Test
    void nodes_are_sorted_by_role_then_by_name() {
        LabView lab = lab(
                Stream.of(
                        node("1", "worker02", "worker"),
                        node("3", "worker01", "worker"),
                        node("2", "worker01", "worker"),
                        node("4", "manager", "manager")),
                Stream.of(),
                Stream.of());

        assertThat(lab.sortedNodes()).extracting(NodeView::id).containsExactly("4", "2", "3", "1");
    }

    @Test
    void services_are_sorted_by_stack_and_those_without_a_stack_come_last() {
        LabView lab = lab(
                Stream.of(),
                Stream.of(
                        service("", "alone", "global"),
                        service("shop", "shop_web", "replicated"),
                        service("shop", "shop_api", "replicated"),
                        service("echo", "echo_api", "replicated")),
                Stream.of());

        assertThat(lab.sortedServices())
                .extracting(ServiceView::name)
                .containsExactly("echo_api", "shop_api", "shop_web", "alone");
    }

    @Test
    void tasks_on_a_node_do_not_include_ended_tasks() {
        NodeView worker = node("w1", "worker01", "worker");
        LabView lab = lab(
                Stream.of(worker),
                Stream.of(),
                Stream.of(
                        task("web", "web.1", 1, "w1", "running", "2026-01-01T00:00:00Z"),
                        task("ten", "api", 10, "w1", "running", "2026-01-01T00:00:00Z"),
                        task("two, later", "api", 2, "w1", "preparing", "2026-01-01T00:00:02Z"),
                        task("two", "api", 2, "w1", "running", "2026-01-01T00:00:01Z"),
                        task("elsewhere", "api", 3, "w2", "running", "2026-01-01T00:00:00Z"),
                        task("waits", "api", 3, "", "pending", "2026-01-01T00:00:00Z"),
                        task("complete", "api", 4, "w1", "complete", "2026-01-01T00:00:00Z"),
                        task("shutdown", "api", 4, "w1", "shutdown", "2026-01-01T00:00:00Z"),
                        task("failed", "api", 4, "w1", "failed", "2026-01-01T00:00:00Z"),
                        task("rejected", "api", 4, "w1", "rejected", "2026-01-01T00:00:00Z"),
                        task("remove", "api", 4, "w1", "remove", "2026-01-01T00:00:00Z"),
                        task("orphaned", "api", 4, "w1", "orphaned", "2026-01-01T00:00:00Z")));

        assertThat(lab.tasksOn(worker)).extracting(TaskView::id).containsExactly("two", "two, later", "ten", "web");
    }

    @Test
    void tasks_without_a_node_that_have_not_ended_are_waiting() {
        LabView lab = lab(
                Stream.of(),
                Stream.of(),
                Stream.of(
                        task("b", "web.1", 1, "", "pending", "2026-01-01T00:00:00Z"),
                        task("second", "api.1", 1, "", "pending", "2026-01-01T00:00:02Z"),
                        task("first", "api.1", 1, "", "pending", "2026-01-01T00:00:01Z"),
                        task("assigned", "api.2", 2, "w1", "pending", "2026-01-01T00:00:00Z"),
                        task("ended", "api.3", 3, "", "shutdown", "2026-01-01T00:00:00Z")));

        assertThat(lab.waitingTasks()).extracting(TaskView::id).containsExactly("first", "second", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "echo, echo_api, api",
        "'', echo_api, echo_api",
        "echo, other, other",
        "echo, echo_, ''",
        "echo, echo_echo_api, echo_api"
    })
    void the_short_name_omits_the_stack(String stack, String name, String shortName) {
        assertThat(service(stack, name, "global").shortName()).isEqualTo(shortName);
    }

    @ParameterizedTest
    @CsvSource({"replicated, 2/3", "global, 2/3", "replicated-job, 1/3 completed", "global-job, 1/3 completed"})
    void the_count_is_of_running_tasks_or_for_jobs_of_completed_tasks(String mode, String count) {
        assertThat(service("", "echo", mode).count()).isEqualTo(count);
    }
}
