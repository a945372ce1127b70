package dev.swarmlab.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.swarm.SwarmService.Mode;
import dev.swarmlab.swarm.SwarmService.Port;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SwarmServiceTest {

    /** An answer of Docker 28, for a service of a stack that was updated once. */
    private static final String REPLICATED = """
            {"ID": "9mnpnzenvg8p8tdbtq4wvbkcz", "Version": {"Index": 19}, "CreatedAt": "2026-01-01T21:05:51.5Z",
             "Spec": {"Name": "shop_api", "Labels": {"com.docker.stack.image": "echo", "com.docker.stack.namespace": "shop"},
              "TaskTemplate": {
               "ContainerSpec": {"Image": "registry:5000/swarmlab/echo:1@sha256:11", "StopGracePeriod": 10000000000},
               "RestartPolicy": {"Condition": "on-failure", "MaxAttempts": 3},
               "Placement": {"Constraints": ["node.role==worker", "node.labels.zone==a"]}, "ForceUpdate": 2},
              "Mode": {"Replicated": {"Replicas": 6}}},
             "UpdateStatus": {"State": "paused", "StartedAt": "2026-01-01T21:06:00Z", "Message": "update paused"}}
            """;

    @Test
    void is_read_from_an_answer_of_a_daemon() {
        SwarmService service = service(REPLICATED);

        assertThat(service.id()).isEqualTo("9mnpnzenvg8p8tdbtq4wvbkcz");
        assertThat(service.name()).isEqualTo("shop_api");
        assertThat(service.stack()).isEqualTo("shop");
        assertThat(service.desiredTasks()).isEqualTo(6);
        assertThat(service.image()).isEqualTo("registry:5000/swarmlab/echo:1@sha256:11");
        assertThat(service.imageName()).isEqualTo("registry:5000/swarmlab/echo:1");
        assertThat(service.restart()).isEqualTo("on-failure");
        assertThat(service.attempts()).isEqualTo(3);
        assertThat(service.constraints()).containsExactly("node.role==worker", "node.labels.zone==a");
        assertThat(service.update())
                .isEqualTo(new SwarmService.Update(UpdateState.of("paused"), "2026-01-01T21:06:00Z", "update paused"));
    }

    @Test
    void missing_fields_have_their_defaults() {
        SwarmService service = service("{'ID': 'x', 'Spec': {'Name': 'echo'}}");

        assertThat(service.stack()).isEmpty();
        assertThat(service.restart()).isEqualTo("any");
        assertThat(service.attempts()).isZero();
        assertThat(service.constraints()).isEmpty();
        assertThat(service.iteration()).isZero();
        assertThat(service.update()).isEqualTo(new SwarmService.Update(UpdateState.of(""), "", ""));
    }

    static Stream<Arguments> modes() {
        return Stream.of(
                arguments("{'Replicated': {'Replicas': 3}}", Mode.REPLICATED, 3, false),
                arguments("{'Replicated': {'Replicas': 0}}", Mode.REPLICATED, 0, false),
                arguments("{'Global': {}}", Mode.GLOBAL, 0, false),
                arguments(
                        "{'ReplicatedJob': {'MaxConcurrent': 2, 'TotalCompletions': 5}}", Mode.REPLICATED_JOB, 5, true),
                arguments("{'GlobalJob': {}}", Mode.GLOBAL_JOB, 0, true));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void its_mode_has_the_desired_number_of_tasks(String mode, Mode expected, int desiredTasks, boolean job) {
        SwarmService service = service("{'Spec': {'Name': 'echo', 'Mode': " + mode + "}}");

        assertThat(service.mode()).isEqualTo(expected);
        assertThat(service.desiredTasks()).isEqualTo(desiredTasks);
        assertThat(service.mode().isJob()).isEqualTo(job);
    }

    static Stream<Arguments> ports() {
        return Stream.of(
                arguments("{}", List.of()),
                arguments(
                        "{'Endpoint': {'Ports': [{'Protocol': 'udp', 'TargetPort': 53, 'PublishedPort': 5353, 'PublishMode':"
                                + " 'host'}, {'TargetPort': 80, 'PublishedPort': 8000}]}}",
                        List.of(new Port(5353, 53, "udp", "host"), new Port(8000, 80, "tcp", "ingress"))),
                // The requested ports count until the swarm has assigned some.
                arguments(
                        "{'Spec': {'EndpointSpec': {'Ports': [{'Protocol': 'tcp', 'TargetPort': 80}]}}, 'Endpoint': {}}",
                        List.of(new Port(0, 80, "tcp", "ingress"))),
                arguments(
                        "{'Spec': {'EndpointSpec': {'Ports': [{'TargetPort': 80}]}},"
                                + " 'Endpoint': {'Ports': [{'TargetPort': 80, 'PublishedPort': 30000}]}}",
                        List.of(new Port(30000, 80, "tcp", "ingress"))));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void has_the_ports_that_the_swarm_assigned(String json, List<Port> ports) {
        assertThat(service(json).ports()).isEqualTo(ports);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {} | ""
                    {'TaskTemplate': {'Networks': [{'Target': 'n1'}, {'Target': 'n2'}]}} | n1 n2
                    {'Networks': [{'Target': 'n3'}]} | n3
                    {'Networks': [{'Target': 'n3'}], 'TaskTemplate': {'Networks': [{'Target': 'n1'}]}} | n1
                    {'Networks': null, 'TaskTemplate': {'Networks': null}} | ""
                    """)
    void its_networks_are_those_of_its_tasks(String specification, String networks) {
        assertThat(String.join(" ", service("{'Spec': " + specification + "}").networks()))
                .isEqualTo(networks);
    }

    @Test
    void a_job_has_the_number_of_its_run() {
        assertThat(service("{'JobStatus': {'JobIteration': {'Index': 42}}}").iteration())
                .isEqualTo(42);
    }

    /** Daemons add its default to the service and not to the tasks. */
    @Test
    void the_grace_period_makes_no_task_outdated() {
        String container = "{'ContainerSpec': {'Image': 'echo', 'StopGracePeriod': 10}}";

        assertThat(service("{'Spec': {'TaskTemplate': " + container + "}}").template())
                .isEqualTo(
                        task("{'Spec': {'ContainerSpec': {'Image': 'echo'}}}").template());
    }

    static Stream<String> others() {
        return Stream.of(
                "{'ContainerSpec': {'Image': 'echo:2'}}",
                "{'ContainerSpec': {'Image': 'echo', 'Env': ['A=1']}}",
                "{'ContainerSpec': {'Image': 'echo'}, 'ForceUpdate': 1}");
    }

    @ParameterizedTest
    @MethodSource("others")
    void another_image_environment_or_force_makes_a_task_outdated(String template) {
        assertThat(service("{'Spec': {'TaskTemplate': " + template + "}}").template())
                .isNotEqualTo(
                        task("{'Spec': {'ContainerSpec': {'Image': 'echo'}}}").template());
    }

    private static SwarmService service(String json) {
        return SwarmService.of(SwarmTaskTest.parsed(json));
    }

    private static SwarmTask task(String json) {
        return SwarmTask.of(SwarmTaskTest.parsed(json));
    }
}
