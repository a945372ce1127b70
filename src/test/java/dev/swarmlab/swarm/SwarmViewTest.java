package dev.swarmlab.swarm;

import static dev.swarmlab.swarm.Views.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwarmViewTest {

    private final FakeService echo = FakeService.replicated("echo", 2).stack("shop");
    private final FakeService proxy = FakeService.global("proxy");

    @Test
    void the_newest_task_of_each_slot_counts_in_the_order_of_the_slots() {
        SwarmView view = view(
                FakeTask.of(echo, 2, "a").at(1).id("second"),
                FakeTask.of(echo, 1, "a").at(3).id("first again"),
                FakeTask.of(echo, 1, "b").at(2).id("first"));

        assertThat(view.newest(Views.service(echo))).extracting(SwarmTask::id).containsExactly("first again", "second");
    }

    /** As text, 01.5Z would come before 01Z, and 01.25Z before 01.2Z. */
    @Test
    void the_newest_task_is_found_by_time_and_not_by_text() {
        SwarmTask earlier = task("earlier", "2026-01-01T00:00:01.2Z");
        SwarmTask later = task("later", "2026-01-01T00:00:01.25Z");
        SwarmView view = new SwarmView(List.of(), List.of(), List.of(later, earlier));

        assertThat(view.tasks(Views.service(echo))).extracting(SwarmTask::id).containsExactly("earlier", "later");
    }

    private static SwarmTask task(String id, String createdAt) {
        return SwarmTask.of(SwarmTaskTest.parsed(
                "{'ID': '" + id + "', 'ServiceID': 'id-of-echo', 'Slot': 1, 'CreatedAt': '" + createdAt + "'}"));
    }

    @Test
    void the_places_of_a_global_service_are_its_nodes() {
        SwarmView view = view(
                FakeTask.on("a", proxy).at(1).id("old"),
                FakeTask.on("a", proxy).at(2).id("new"),
                FakeTask.on("b", proxy).at(1).id("other"));

        assertThat(view.newest(Views.service(proxy)))
                .extracting(SwarmTask::id)
                .containsExactlyInAnyOrder("new", "other");
    }

    @Test
    void names_tasks_by_service_and_slot() {
        SwarmView view = view(FakeTask.of(echo, 2, "a"), FakeTask.on("removed", proxy));

        assertThat(view.name(Views.service(echo), view.tasks().get(0))).isEqualTo("echo.2");
        assertThat(view.name(Views.service(proxy), view.tasks().get(1))).isEqualTo("proxy");
        assertThat(view.nodeOf(view.tasks().get(0))).isEqualTo("a");
        assertThat(view.nodeOf(view.tasks().get(1))).isEmpty();
    }

    @Test
    void of_two_nodes_with_one_name_the_ready_one_counts() {
        SwarmNode down = new SwarmNode(
                "old",
                1,
                "a",
                NodeRole.of("worker"),
                NodeState.of("down"),
                "",
                NodeAvailability.of("active"),
                false,
                Reachability.of(""),
                "",
                "",
                Map.of());
        SwarmView view = new SwarmView(List.of(down, worker("a")), List.of(), List.of());

        assertThat(view.nodeNamed("a")).hasValue(worker("a"));
        assertThat(view.nodeNamed("b")).isEmpty();
    }

    @Test
    void finds_services_by_their_name_and_by_their_stack() {
        SwarmView view = view();

        assertThat(view.service("echo")).hasValue(Views.service(echo));
        assertThat(view.service("ech")).isEmpty();
        assertThat(view.stack("shop")).containsExactly(Views.service(echo));
    }

    private SwarmView view(FakeTask... tasks) {
        return Views.of(List.of(worker("a"), worker("b")), List.of(echo, proxy), tasks);
    }
}
