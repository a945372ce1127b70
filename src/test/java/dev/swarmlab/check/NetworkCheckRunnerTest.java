package dev.swarmlab.check;

import static dev.swarmlab.check.SingleCheck.PASSES;
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
        String output = "; output: " + NO_SUCH_NAME.strip();
        return Stream.of(
                arguments(BUSYBOX, 2, PASSES),
                arguments(OLD_BUSYBOX, 2, PASSES),
                arguments(BIND, 2, PASSES),
                arguments(BUSYBOX, 1, PASSES),
                arguments(BUSYBOX, 3, "tasks.echo has 2 addresses on worker01, expected at least 3"),
                arguments(OLD_BUSYBOX, 3, "tasks.echo has 2 addresses on worker01, expected at least 3"),
                arguments(BIND, 3, "tasks.echo has 2 addresses on worker01, expected at least 3"),
                arguments(NO_SUCH_NAME, 1, "tasks.echo has no address on worker01, expected at least 1" + output),
                arguments("", 1, "tasks.echo has no address on worker01, expected at least 1; no output"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void counts_the_addresses_that_nslookup_prints_on_a_node(String printed, int wanted, String reason) {
        lab.engine.answering("manager docker run", 0, BUSYBOX + "Name: tasks.echo\nAddress: 10.0.1.9\n");
        lab.engine.answering("worker01 docker run", 0, printed);

        assertThat(SingleCheck.run(lab, "network: localnet, resolves: tasks.echo, addresses: " + wanted))
                .isEqualTo(reason);
    }

    @Test
    void resolves_on_every_running_node_and_reports_each_failure() {
        FakeLab three = new FakeLab("workers: 3").joined();
        three.engine.stop("swarmlab-lab-worker02", 0);
        three.engine.answering("docker run", 1, "oh");
        three.engine.answering("worker03 docker run", 0, BUSYBOX);

        assertThat(SingleCheck.run(three, "network: localnet, resolves: echo"))
                .isEqualTo("echo has no address on manager, expected at least 1; output: oh; echo has no address on"
                        + " worker01, expected at least 1; output: oh");
    }

    @Test
    void fails_without_a_running_node() {
        lab.engine.answering("docker run", 0, BUSYBOX);
        lab.engine.stop("swarmlab-lab-manager", 0);
        lab.engine.pause("swarmlab-lab-worker01");

        assertThat(SingleCheck.run(lab, "network: localnet, resolves: echo"))
                .isEqualTo("no node of the lab is running");
    }

    @Test
    void overrides_the_entrypoint_of_the_image() {
        lab.engine.answering("docker run", 0, BUSYBOX);

        SingleCheck.run(lab, "network: localnet, resolves: echo");

        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-worker01"))
                .containsExactly("execute swarmlab-lab-worker01 docker run --rm --network localnet --entrypoint"
                        + " nslookup registry:5000/alpine:3 echo");
    }

    @Test
    void uses_the_registrys_name_for_an_image_of_the_lab_and_the_own_name_for_others() {
        SingleCheck.run(lab, "network: localnet, resolves: echo, image: 'alpine:3'");
        SingleCheck.run(lab, "network: localnet, resolves: echo, image: 'busybox:1'");

        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-worker01"))
                .extracting(call -> call.split(" ")[9])
                .containsExactly("registry:5000/alpine:3", "busybox:1");
    }

    @Test
    void fails_in_a_lab_without_images() {
        Answer answer = new CheckRunner(lab.open(), List.of(), new Parallel(true))
                .run(SingleCheck.check("network: localnet, resolves: echo"), Deadline.in(Duration.ofSeconds(5)));

        assertThat(answer)
                .isEqualTo(Answer.notYet(
                        "the lab has no image to run nslookup in; add one that contains nslookup to `images`"));
    }
}
