package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.OutboundAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartNodeTest {

    private static EngineException refused() {
        return new EngineException(EngineException.UNREACHABLE, "Connection refused");
    }

    private static final String WORKER = "swarmlab-lab-worker01";

    private final FakeLab lab = new FakeLab("workers: 1");

    private void start() {
        new StartNode(lab.run(), lab.node("worker01")).run();
    }

    @Test
    void certificates_are_in_the_container_before_it_starts() {
        lab.engine.hooks.before("start " + WORKER, () -> assertThat(lab.engine.hooks.calls("copyInto " + WORKER))
                .hasSize(1));

        start();

        assertThat(lab.engine.container(WORKER).isRunning()).isTrue();
        assertThat(lab.engine.readFile(lab.engine.container(WORKER).id(), "/certs/server/key.pem"))
                .isPresent();
    }

    @Test
    void proxies_are_in_a_file_of_the_container_and_neither_in_its_variables_nor_in_its_labels() {
        lab.reaching(OutboundAccess.of(Map.of("HTTPS_PROXY", "http://ann:secret@proxy:3128"), message -> {}));

        start();

        assertThat(lab.engine.readFile(lab.engine.container(WORKER).id(), "/usr/local/lib/swarmlab/proxy.env"))
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("secret", lab.plan().network().subnet().toString()));
        assertThat(lab.engine.specification(WORKER).toString()).doesNotContain("secret");
    }

    @Test
    void other_proxies_do_not_change_the_settings_of_a_node() {
        start();
        String before = lab.engine.container(WORKER).label(Labels.SPECIFICATION);
        FakeLab behindProxy = new FakeLab("workers: 1")
                .reaching(OutboundAccess.of(Map.of("HTTPS_PROXY", "http://proxy:3128"), message -> {}));

        new StartNode(behindProxy.run(), behindProxy.node("worker01")).run();

        assertThat(behindProxy.engine.container(WORKER).label(Labels.SPECIFICATION))
                .isEqualTo(before);
    }

    @Test
    void moves_to_another_port_when_its_own_is_in_use() {
        int planned = lab.node("worker01").apiPort();
        lab.engine.hooks.failing(
                "start " + WORKER,
                1,
                () -> new EngineException(500, "Bind for 127.0.0.1:" + planned + " failed: port is already allocated"));

        start();

        EngineContainer worker = lab.engine.container(WORKER);
        assertThat(worker.isRunning()).isTrue();
        assertThat(worker.label(Labels.PORT)).isNotEqualTo(String.valueOf(planned));
        assertThat(worker.ports())
                .extracting(port -> String.valueOf(port.hostPort()))
                .containsExactly(worker.label(Labels.PORT));
        assertThat(lab.engine.containers()).hasSize(1);
    }

    @Test
    void does_not_move_from_a_port_of_the_lab_file() {
        lab.engine.hooks.failing(
                "start " + WORKER,
                1,
                () -> new EngineException(500, "Bind for 127.0.0.1:8000 failed: port is already allocated"));

        assertThatThrownBy(this::start).isInstanceOf(Failure.class).hasMessageContaining("8000");
    }

    @Test
    void waits_until_the_daemon_answers() {
        lab.engine.swarm.hooks.failing("worker01 GET /_ping", 3, () -> refused());

        start();

        assertThat(lab.engine.swarm.hooks.calls("worker01 GET /_ping")).hasSize(4);
    }

    @Test
    void reports_the_error_in_the_log_of_a_node_that_stops() {
        lab.engine.swarm.hooks.before("worker01 GET /_ping", () -> {
            lab.engine.end(WORKER, "exited, exit code 1", """
                    time="2026" level=info msg="Starting up"
                    failed to start daemon: no such driver
                    time="2026" level=info msg="bye"
                    """);
            throw refused();
        });

        assertThatThrownBy(this::start)
                .isInstanceOf(Failure.class)
                .hasMessage("worker01 stopped: exited, exit code 1; from its log: "
                        + "failed to start daemon: no such driver");
    }

    /** These errors are from the logs of healthy nodes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to validate image signature",
                "error reading the kernel parameter net.ipv4.vs.conn_reuse_mode",
                "set bridge default vlan failed",
                "Error handling plugin refcount operation",
                "unexpected HTTP error handling"
            })
    void an_error_that_healthy_nodes_log_is_not_reported(String noise) {
        lab.engine.swarm.hooks.before("worker01 GET /_ping", () -> {
            lab.engine.end(WORKER, "exited, exit code 1", """
                    time="2026" level=error msg="no space left on device"
                    time="2026" level=error msg="%s"
                    """.formatted(noise));
            throw refused();
        });

        assertThatThrownBy(this::start)
                .hasMessageEndingWith("from its log: time=\"2026\" level=error msg=\"no space left on device\"");
    }

    @Test
    void a_fatal_error_is_reported_instead_of_errors_that_follow() {
        lab.engine.swarm.hooks.before("worker01 GET /_ping", () -> {
            lab.engine.end(WORKER, "exited, exit code 1", """
                    failed to start daemon: no such driver
                    time="2026" level=error msg="collecting metrics failed"
                    """);
            throw refused();
        });

        assertThatThrownBy(this::start).hasMessageEndingWith("from its log: failed to start daemon: no such driver");
    }

    @Test
    void reports_the_end_of_a_log_without_an_error() {
        lab.engine.swarm.hooks.before("worker01 GET /_ping", () -> {
            lab.engine.end(WORKER, "exited, exit code 125", "Status: unknown flag: --mtux\nSee 'dockerd --help'.\n\n");
            throw refused();
        });

        assertThatThrownBy(this::start)
                .hasMessageEndingWith("from its log: Status: unknown flag: --mtux See 'dockerd --help'.");
    }

    @Test
    void reports_an_empty_log() {
        lab.engine.swarm.hooks.before("worker01 GET /_ping", () -> {
            lab.engine.end(WORKER, "exited, exit code 137", "");
            throw refused();
        });

        assertThatThrownBy(this::start).hasMessageEndingWith("exit code 137; its log is empty");
    }

    @Test
    void a_node_whose_container_was_removed_is_reported() {
        lab.engine.swarm.hooks.before("worker01 GET /_ping", () -> {
            lab.engine.removeContainer(lab.engine.container(WORKER).id());
            throw refused();
        });

        assertThatThrownBy(this::start)
                .hasMessage("the container of worker01 was removed: No such container: " + WORKER);
    }

    @Test
    void an_engine_that_does_not_answer_ends_the_wait_and_is_not_reported_as_a_node() {
        lab.engine.swarm.hooks.before("worker01 GET /_ping", () -> {
            lab.engine.hooks.failing("container ", StartNodeTest::refused);
            throw refused();
        });

        assertThatThrownBy(this::start)
                .hasMessage("the engine does not answer any more: Connection refused")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.NO_ENGINE);
    }

    @Test
    void gives_up_at_the_deadline_with_the_last_reason() {
        lab.engine.swarm.hooks.failing("worker01 GET /_ping", () -> refused());
        lab.within(Duration.ofSeconds(1));

        assertThatThrownBy(this::start)
                .hasMessage("gave up waiting for the daemon of worker01 after 1 s: Connection refused")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void a_running_node_is_not_changed() {
        lab.booted();

        start();

        assertThat(lab.engine.hooks.calls("createContainer " + WORKER)).hasSize(1);
        assertThat(lab.engine.hooks.calls("start " + WORKER)).hasSize(1);
    }

    @Test
    void a_refusal_to_create_the_container_is_reported_with_advice() {
        lab.engine.hooks.failing(
                "createContainer " + WORKER, () -> new EngineException(500, "no space left on device"));

        assertThatThrownBy(this::start)
                .hasMessage("can't create the container swarmlab-lab-worker01: no space left on device")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("docker system df");
    }
}
