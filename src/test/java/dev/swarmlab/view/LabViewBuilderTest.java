package dev.swarmlab.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.ScriptedManager;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.NodeState;
import dev.swarmlab.swarm.Reachability;
import dev.swarmlab.swarm.TaskState;
import dev.swarmlab.swarm.UpdateState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabViewBuilderTest {

    private static final String MANAGER = """
            {"ID": "m1", "Spec": {"Role": "manager", "Availability": "drain", "Labels": {"zone": "b", "disk": "ssd"}},
             "Description": {"Hostname": "manager01", "Engine": {"EngineVersion": "28.5.2"}},
             "Status": {"State": "ready", "Addr": "10.210.0.11"},
             "ManagerStatus": {"Leader": true, "Reachability": "unreachable"}}
            """;

    private final ScriptedManager manager = new ScriptedManager();
    private final LabViewBuilder viewBuilder = new LabViewBuilder("lab");

    private LabView build(EngineContainer... containers) {
        NodeDaemon daemon = manager.daemon();
        return viewBuilder.build(daemon.view(), daemon.networks(), List.of(containers), "");
    }

    private static EngineContainer container(String node, String state) {
        return new EngineContainer(
                "id-" + node,
                "swarmlab-lab-" + node,
                "my/node:1",
                ContainerState.of(state),
                "",
                Map.of(Labels.NODE, node, Labels.ROLE, "worker"),
                Map.of("swarmlab-lab", "10.210.0.12"),
                List.of());
    }

    private static String node(String id, String hostname, String state) {
        return "{'ID': '" + id
                + "', 'Spec': {'Role': 'worker', 'Availability': 'active'}, 'Description': {'Hostname': '" + hostname
                + "'}, 'Status': {'State': '" + state + "'}}";
    }

    private static String service(String name, String mode) {
        return "{'ID': 'of-" + name + "', 'Spec': {'Name': '" + name + "', 'Mode': " + mode + "}}";
    }

    private static String task(String id, String service, String node, String state, String desired) {
        return "{'ID': '" + id + "', 'ServiceID': 'of-" + service + "', 'NodeID': '" + node
                + "', 'CreatedAt': '2026-03-01T09:59:58Z', 'Status': {'State': '" + state + "'}, 'DesiredState': '"
                + desired + "'}";
    }

    @Test
    void a_view_contains_the_labs_name_and_the_problem() {
        NodeDaemon daemon = manager.daemon();

        LabView view = viewBuilder.build(daemon.view(), daemon.networks(), List.of(), "no manager answers");

        assertThat(view).isEqualTo(new LabView("lab", "no manager answers", Map.of(), Map.of(), Map.of(), Map.of()));
    }

    @Test
    void a_node_combines_the_swarms_data_with_the_containers_state() {
        manager.nodes(MANAGER);

        assertThat(build(container("manager01", "paused")).nodes())
                .isEqualTo(Map.of(
                        "m1",
                        new NodeView(
                                "m1",
                                "manager01",
                                "manager",
                                true,
                                Reachability.of("unreachable"),
                                NodeState.of("ready"),
                                NodeAvailability.of("drain"),
                                ContainerState.of("paused"),
                                "10.210.0.11",
                                "28.5.2",
                                Map.of("disk", "ssd", "zone", "b"))));
    }

    @Test
    void a_node_has_no_container_state_when_only_the_swarm_is_known() {
        manager.nodes(node("w1", "worker01", "ready"));

        assertThat(build().nodes().values())
                .containsExactly(new NodeView(
                        "w1",
                        "worker01",
                        "worker",
                        false,
                        Reachability.of(""),
                        NodeState.of("ready"),
                        NodeAvailability.of("active"),
                        ContainerState.of(""),
                        "",
                        "",
                        Map.of()));
    }

    @Test
    void a_container_that_is_not_in_the_swarm_yet_is_a_node() {
        assertThat(build(container("worker01", "created")).nodes())
                .isEqualTo(Map.of(
                        "swarmlab-lab-worker01",
                        new NodeView(
                                "swarmlab-lab-worker01",
                                "worker01",
                                "worker",
                                false,
                                Reachability.of(""),
                                NodeState.of(""),
                                NodeAvailability.of(""),
                                ContainerState.of("created"),
                                "10.210.0.12",
                                "",
                                Map.of())));
    }

    @Test
    void of_two_nodes_with_the_same_name_the_ready_one_gets_the_container() {
        manager.nodes(
                node("old", "worker01", "down"), node("new", "worker01", "ready"), node("x", "worker02", "ready"));

        Map<String, NodeView> nodes = build(container("worker01", "running"), container("worker02", "exited"))
                .nodes();

        assertThat(nodes).containsOnlyKeys("old", "new", "x");
        assertThat(nodes.values())
                .extracting(node -> node.id() + " " + node.container())
                .containsExactlyInAnyOrder("old ", "new running", "x exited");
    }

    @Test
    void a_service_contains_the_swarms_data() {
        manager.networks("{'Id': 'n1', 'Name': 'localnet'}");
        manager.services("""
                {"ID": "of-echo_api", "Spec": {"Name": "echo_api", "Labels": {"com.docker.stack.namespace": "echo"},
                  "Mode": {"Replicated": {"Replicas": 3}},
                  "TaskTemplate": {"ContainerSpec": {"Image": "registry:5000/echo:1@sha256:11"},
                    "Networks": [{"Target": "n1"}, {"Target": "n2"}]}},
                 "Endpoint": {"Ports": [{"PublishedPort": 8000, "TargetPort": 80, "Protocol": "tcp"}]},
                 "UpdateStatus": {"State": "paused", "Message": "update paused"}}
                """);
        manager.tasks(
                task("1", "echo_api", "w1", "running", "running"),
                task("2", "echo_api", "w1", "running", "running"),
                task("3", "echo_api", "w1", "running", "shutdown"),
                task("4", "echo_api", "w1", "complete", "shutdown"),
                task("5", "other", "w1", "running", "running"));

        assertThat(build().services())
                .isEqualTo(Map.of(
                        "of-echo_api",
                        new ServiceView(
                                "of-echo_api",
                                "echo_api",
                                "echo",
                                "replicated",
                                Math.floorMod("echo_api".hashCode(), 12),
                                3,
                                2,
                                0,
                                "registry:5000/echo:1",
                                List.of("8000 → 80/tcp"),
                                List.of("localnet", "n2"),
                                UpdateState.of("paused"),
                                "update paused")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'PublishedPort': 8000, 'TargetPort': 80, 'Protocol': 'tcp'} | 8000 → 80/tcp
                    {'PublishedPort': 53, 'TargetPort': 5353, 'Protocol': 'udp', 'PublishMode': 'host'} | 53 → 5353/udp
                    {'TargetPort': 80, 'Protocol': 'tcp'} | 80/tcp
                    {'PublishedPort': 8000, 'TargetPort': 80} | 8000 → 80/tcp
                    """)
    void a_port_is_written_as_published_and_target_port(String port, String shown) {
        manager.services("{'ID': 'x', 'Endpoint': {'Ports': [" + port + "]}}");

        assertThat(build().services().values())
                .flatExtracting(ServiceView::ports)
                .containsExactly(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'Replicated': {'Replicas': 4}} | replicated | 4
                    {'Global': {}} | global | 0
                    {'ReplicatedJob': {'MaxConcurrent': 1, 'TotalCompletions': 5}} | replicated-job | 5
                    {'GlobalJob': {}} | global-job | 0
                    """)
    void the_mode_determines_the_desired_tasks(String mode, String name, int desired) {
        manager.services(service("echo", mode));

        assertThat(build().services().values())
                .extracting(ServiceView::mode, ServiceView::desired)
                .containsExactly(tuple(name, desired));
    }

    /** The successor of a failed task first has the desired state "ready", then "running". */
    @Test
    void a_global_service_has_one_desired_task_for_each_node_that_should_have_one() {
        manager.services(service("proxy", "{'Global': {}}"));
        manager.tasks(
                task("a", "proxy", "w1", "running", "running"),
                task("b", "proxy", "w2", "failed", "shutdown"),
                task("c", "proxy", "w2", "starting", "running"),
                task("d", "proxy", "w2", "running", "running"),
                task("e", "proxy", "w3", "shutdown", "shutdown"),
                task("f", "proxy", "w4", "failed", "shutdown"),
                task("g", "proxy", "w4", "ready", "ready"));

        assertThat(build().services().values()).extracting(ServiceView::count).containsExactly("2/3");
    }

    @Test
    void only_completed_tasks_of_a_jobs_last_run_are_counted() {
        manager.services("{'ID': 'of-job', 'Spec': {'Name': 'job', 'Mode': {'ReplicatedJob': {'TotalCompletions': 3}}},"
                + " 'JobStatus': {'JobIteration': {'Index': 7}}}");
        manager.tasks(jobTask("1", 6, "complete"), jobTask("2", 7, "complete"), jobTask("3", 7, "running"));

        ServiceView job = build().services().values().iterator().next();

        assertThat(job.completed()).isEqualTo(1);
        assertThat(job.running()).isEqualTo(1);
        assertThat(job.count()).isEqualTo("1/3 completed");
    }

    @Test
    void completed_tasks_of_a_global_job_are_part_of_its_desired_tasks() {
        manager.services("{'ID': 'of-job', 'Spec': {'Name': 'job', 'Mode': {'GlobalJob': {}}},"
                + " 'JobStatus': {'JobIteration': {'Index': 7}}}");
        manager.tasks(
                jobTask("1", 7, "complete").replace("'n'", "'w1'"),
                jobTask("2", 7, "running").replace("'n'", "'w2'"));

        assertThat(build().services().values()).extracting(ServiceView::count).containsExactly("1/2 completed");
    }

    private static String jobTask(String id, int iteration, String state) {
        return task(id, "job", "n", state, "complete").replaceFirst("}$", ", 'JobIteration': {'Index': " + iteration)
                + "}}";
    }

    @Test
    void a_task_contains_the_swarms_data() {
        manager.services(service("echo", "{'Replicated': {'Replicas': 3}}"));
        manager.tasks("""
                {"ID": "t1", "ServiceID": "of-echo", "NodeID": "w1", "Slot": 2, "CreatedAt": "2026-03-01T09:59:58.5Z",
                 "Spec": {"ContainerSpec": {"Image": "registry:5000/echo:1@sha256:11"}}, "DesiredState": "shutdown",
                 "Status": {"State": "failed", "Err": "task: non-zero exit (1)", "Timestamp": "2026-03-01T10:00:00Z"}}
                """);

        assertThat(build().tasks())
                .isEqualTo(Map.of(
                        "t1",
                        new TaskView(
                                "t1",
                                "of-echo",
                                "echo.2",
                                2,
                                "w1",
                                "registry:5000/echo:1",
                                TaskState.of("failed"),
                                TaskState.of("shutdown"),
                                "task: non-zero exit (1)",
                                "2026-03-01T09:59:58.500000000Z",
                                "2026-03-01T10:00:00.000000000Z")));
    }

    @Test
    void a_task_that_waits_for_a_node_has_no_node_id() {
        manager.services(service("proxy", "{'Global': {}}"));
        manager.tasks(
                "{'ID': 't1', 'ServiceID': 'of-proxy', 'Status': {'State': 'pending'}, 'DesiredState': 'running'}");

        assertThat(build().waitingTasks())
                .extracting(TaskView::name, TaskView::slot, TaskView::node)
                .containsExactly(tuple("proxy", 0, ""));
    }

    @Test
    void a_task_keeps_the_name_of_its_removed_service() {
        manager.services(service("echo", "{'Global': {}}")).tasks(task("t1", "echo", "w1", "running", "running"));
        build();
        manager.services();

        assertThat(build().tasks().values()).extracting(TaskView::name).containsExactly("echo");
    }

    @Test
    void a_task_of_an_unknown_service_is_named_so() {
        manager.tasks(task("t1", "echo", "w1", "running", "shutdown"));

        assertThat(build().tasks().values()).extracting(TaskView::name).containsExactly("unknown service");
    }

    /** Docker represents a container on an attachable network as a task without a service. */
    @Test
    void a_task_without_a_service_is_omitted() {
        manager.tasks("{'ID': 't1', 'NodeID': 'w1', 'Status': {'State': 'running'}, 'DesiredState': 'running'}");

        assertThat(build().tasks()).isEmpty();
    }

    @Test
    void a_network_contains_the_swarms_data() {
        manager.networks(
                "{'Id': 'n1', 'Name': 'secure', 'Attachable': true, 'Options': {'encrypted': ''},"
                        + " 'IPAM': {'Config': [{'Subnet': '10.9.0.0/24'}]}}",
                "{'Id': 'n2', 'Name': 'plain'}");

        assertThat(build().networks())
                .isEqualTo(Map.of(
                        "n1", new NetworkView("n1", "secure", "10.9.0.0/24", true, true),
                        "n2", new NetworkView("n2", "plain", "", false, false)));
    }
}
