package dev.swarmlab.check;

import static dev.swarmlab.check.Look.HOLDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkCheckRunnerTest {

    private static final String BUSYBOX = """
            Server:		127.0.0.11
            Address:	127.0.0.11:53

            Non-authoritative answer:

            Non-authoritative answer:
            Name:	tasks.echo
            Address: 10.0.1.3
            Name:	tasks.echo
            Address: 10.0.1.4
            """;

    private static final String OLD_BUSYBOX = """
            Server:    127.0.0.11
            Address 1: 127.0.0.11

            Name:      tasks.echo
            Address 1: 10.0.1.3 echo.1.6tv1k5.localnet
            Address 2: 10.0.1.4 ip-10-0-1-4.ec2.internal
            Address 3: 10.0.1.4 ip-10-0-1-4.ec2.internal
            """;

    private static final String BIND = """
            Server:		127.0.0.11
            Address:	127.0.0.11#53

            Non-authoritative answer:
            Name:	tasks.echo
            Address: 10.0.1.3
            Name:	tasks.echo
            Address: 10.0.1.4
            Name:	tasks.echo
            Address: fd00::1
            """;

    private static final String NO_SUCH_NAME = """
            Server:		127.0.0.11
            Address:	127.0.0.11:53

            ** server can't find tasks.echo: NXDOMAIN
            """;

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    static Stream<Arguments> answers() {
        String none = "; output: " + NO_SUCH_NAME.strip();
        return Stream.of(
                arguments(BUSYBOX, 2, HOLDS),
                arguments(OLD_BUSYBOX, 2, HOLDS),
                arguments(BIND, 2, HOLDS),
                arguments(BUSYBOX, 1, HOLDS),
                arguments(BUSYBOX, 3, "tasks.echo has 2 addresses on worker01, expected at least 3"),
                arguments(OLD_BUSYBOX, 3, "tasks.echo has 2 addresses on worker01, expected at least 3"),
                arguments(BIND, 3, "tasks.echo has 2 addresses on worker01, expected at least 3"),
                arguments(NO_SUCH_NAME, 1, "tasks.echo has no address on worker01, expected at least 1" + none),
                arguments("", 1, "tasks.echo has no address on worker01, expected at least 1; no output"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void counts_the_addresses_that_a_node_is_told(String printed, int wanted, String reason) {
        lab.engine.answering("manager docker run", 0, BUSYBOX + "Name: tasks.echo\nAddress: 10.0.1.9\n");
        lab.engine.answering("worker01 docker run", 0, printed);

        assertThat(Look.at(lab, "network: localnet, resolves: tasks.echo, addresses: " + wanted))
                .isEqualTo(reason);
    }

    @Test
    void every_node_that_runs_is_asked_and_each_that_fails_is_told_of() {
        FakeLab three = new FakeLab("workers: 3").joined();
        three.engine.stop("swarmlab-lab-worker02", 0);
        three.engine.answering("docker run", 1, "oh");
        three.engine.answering("worker03 docker run", 0, BUSYBOX);

        assertThat(Look.at(three, "network: localnet, resolves: echo"))
                .isEqualTo("echo has no address on manager, expected at least 1; output: oh; echo has no address on"
                        + " worker01, expected at least 1; output: oh");
    }

    @Test
    void a_lab_without_a_running_node_has_none_to_ask_on() {
        lab.engine.answering("docker run", 0, BUSYBOX);
        lab.engine.stop("swarmlab-lab-manager", 0);
        lab.engine.pause("swarmlab-lab-worker01");

        assertThat(Look.at(lab, "network: localnet, resolves: echo")).isEqualTo("no node of the lab is running");
    }

    /** What the image would run otherwise is not nslookup. */
    @Test
    void whatever_the_image_is_made_for_its_nslookup_is_run() {
        lab.engine.answering("docker run", 0, BUSYBOX);

        Look.at(lab, "network: localnet, resolves: echo");

        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-worker01"))
                .containsExactly("execute swarmlab-lab-worker01 docker run --rm --network localnet --entrypoint"
                        + " nslookup registry:5000/alpine:3 echo");
    }

    @Test
    void an_image_of_the_labs_goes_by_its_name_on_the_nodes_and_another_by_its_own() {
        Look.at(lab, "network: localnet, resolves: echo, image: 'alpine:3'");
        Look.at(lab, "network: localnet, resolves: echo, image: 'busybox:1'");

        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-worker01"))
                .extracting(call -> call.split(" ")[9])
                .containsExactly("registry:5000/alpine:3", "busybox:1");
    }

    @Test
    void a_lab_without_images_has_none_to_ask_with() {
        Answer answer = new CheckRunner(lab.open(), List.of(), new Parallel(true))
                .ask(Look.check("network: localnet, resolves: echo"), Deadline.in(Duration.ofSeconds(5)));

        assertThat(answer)
                .isEqualTo(Answer.notYet(
                        "the lab has no image to run nslookup in; add one that contains nslookup to `images`"));
    }
}
