package dev.swarmlab.provision.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.readiness.Deadline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackDeploymentTest {

    private static final StackFile STACK =
            new StackFile(Path.of("/labs/shop.yml"), "services: {}", Set.of(), Map.of("MINE", "1"), Set.of());

    private final FakeLab lab = new FakeLab("workers: 1").joined();
    private final FakeService api = FakeService.replicated("shop_api", 1).stack("shop");

    private String deploy() {
        return deploy(Duration.ofSeconds(20));
    }

    private String deploy(Duration time) {
        return new StackDeployment(lab.open()).run("shop", STACK, Deadline.in(time));
    }

    /** Sets the effect of {@code docker stack deploy}. */
    private void dockerDeploys(Runnable effect) {
        lab.engine.answering("docker stack deploy", () -> {
            effect.run();
            return new ExecResult(0, "Creating service shop_api\n");
        });
    }

    private FakeTask failing(FakeService service) {
        return FakeTask.of(service, 1, lab.swarm.id("worker01"))
                .state("rejected", "shutdown")
                .error("No such image: registry:5000/swarmlab/echo:1")
                .exitCode(1);
    }

    private List<String> removals() {
        return lab.engine.hooks.calls("execute swarmlab-lab-manager docker stack rm");
    }

    private List<String> removalsOfFiles() {
        return lab.engine.hooks.calls("execute swarmlab-lab-manager sh -c rm -rf '/var/lib/swarmlab-stack-");
    }

    @Test
    void waits_until_all_tasks_run_and_returns_a_summary() {
        dockerDeploys(() -> lab.swarm
                .with(api)
                .with(FakeTask.of(api, 1, lab.swarm.id("worker01")).state("preparing", "running"))
                .running(FakeService.replicated("shop_db", 2).stack("shop"), "worker01", "manager")
                .running(FakeService.replicated("other", 1), "manager"));
        lab.swarm.hooks.before("manager GET /services", () -> {
            if (lab.swarm.hooks.calls("manager GET /services").size() == 4) {
                lab.swarm.running(api, "worker01");
            }
        });

        assertThat(deploy()).isEqualTo("shop: 2 services, 3 tasks");
        assertThat(lab.swarm.hooks.calls("manager GET /services")).hasSize(4);
    }

    @Test
    void the_nodes_docker_gets_the_file_and_the_variables_which_are_removed_afterwards() {
        dockerDeploys(() -> lab.swarm.running(api, "worker01"));

        deploy();

        assertThat(lab.engine.files("swarmlab-lab-manager"))
                .filteredOn(file -> file.path().startsWith("/var/lib/swarmlab-stack-"))
                .extracting(ContainerFile::content)
                .extracting(content -> new String(content, StandardCharsets.UTF_8))
                .containsExactly(
                        "export MINE='1'\nexport REGISTRY='registry:5000'\nexport ENDPOINT_MODE='vip'\nexport"
                                + " PUBLISH_MODE='ingress'\nexport LAB='lab'\nexport STUDENT='student'\nexport INDEX='1'\n",
                        "services: {}");
        assertThat(removalsOfFiles()).hasSize(1);
        assertThat(removals()).isEmpty();
    }

    @Test
    void a_new_stack_that_docker_refuses_is_removed_with_its_files() {
        lab.engine.answering("docker stack deploy", 1, "1\n2\n3\n4\n5\n6\n\n services.api: no such option \n");

        Failure failure = catchThrowableOfType(Failure.class, this::deploy);

        assertThat(failure)
                .hasMessage("docker can't deploy the stack shop: 2\n3\n4\n5\n6\nservices.api: no such option");
        assertThat(failure.advice()).isEqualTo("The stack file is /labs/shop.yml");
        assertThat(removalsOfFiles()).hasSize(1);
        assertThat(removals()).hasSize(1);
    }

    @Test
    void its_files_are_removed_even_when_the_engine_fails() {
        lab.engine.answering("docker stack deploy", () -> {
            throw new EngineException(504, "it took longer than 120 s");
        });

        assertThatThrownBy(this::deploy).hasMessage("it took longer than 120 s");
        assertThat(removalsOfFiles()).hasSize(1);
    }

    @Test
    void an_existing_stack_is_kept_when_its_update_fails() {
        lab.swarm.running(api, "worker01");
        lab.engine.answering("docker stack deploy", 1, "no");

        assertThatThrownBy(this::deploy).hasMessage("docker can't deploy the stack shop: no");
        assertThat(removals()).isEmpty();
    }

    @Test
    void a_task_that_can_not_run_is_reported_with_its_error_and_advice() {
        FakeService once = FakeService.replicated("shop_api", 1).stack("shop").restart("none");
        dockerDeploys(() -> lab.swarm.with(once).with(failing(once)));

        Failure failure = catchThrowableOfType(Failure.class, this::deploy);

        assertThat(failure)
                .hasMessage("shop_api.1 on worker01 was rejected: No such image: registry:5000/swarmlab/echo:1 (image"
                        + " registry:5000/swarmlab/echo:1)");
        assertThat(failure.advice()).startsWith("Check that the image is listed under `images`");
        assertThat(removals()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to resolve reference \"registry:5000/swarmlab/echo:1\": registry:5000/swarmlab/echo:1: not found",
                "manifest unknown: manifest unknown",
                "pull access denied for swarmlab/echo, repository does not exist or may require 'docker login'"
            })
    void a_missing_image_is_recognised_in_the_errors_of_all_engines(String error) {
        FakeService once = FakeService.replicated("shop_api", 1).stack("shop").restart("none");
        dockerDeploys(() -> lab.swarm.with(once).with(failing(once).error(error)));

        Failure failure = catchThrowableOfType(Failure.class, this::deploy);

        assertThat(failure).hasMessageContaining(error);
        assertThat(failure.advice()).startsWith("Check that the image is listed under `images`");
    }

    @Test
    void a_task_that_ended_is_reported_with_its_log_and_its_health() {
        FakeService once = FakeService.replicated("shop_api", 1).stack("shop").restart("none");
        dockerDeploys(() -> lab.swarm
                .with(once)
                .with(failing(once)
                        .state("failed", "shutdown")
                        .error("")
                        .exitCode(3)
                        .container("c1")));
        lab.swarm.unhealthy("c1", 22, "curl: refused\n");
        lab.swarm.unhealthy("c1", 137, "Terminated\n"); // Docker killed this check when it stopped the container
        lab.engine.answering("worker01 docker logs --tail 3 c1", 0, "no database\n");

        Failure failure = catchThrowableOfType(Failure.class, this::deploy);

        assertThat(failure)
                .hasMessage("shop_api.1 on worker01 ended: exit code 3 (image registry:5000/swarmlab/echo:1); its"
                        + " health check ended with 22: curl: refused; from its log: no database");
        assertThat(failure.advice()).contains("docker service ps --no-trunc");
    }

    @Test
    void a_late_task_is_reported_with_its_log_at_the_deadline() {
        dockerDeploys(() -> lab.swarm
                .with(api)
                .with(FakeTask.of(api, 1, lab.swarm.id("worker01"))
                        .state("starting", "running")
                        .container("c1")));
        lab.engine.answering("docker logs", 0, "waiting for the database");
        lab.engine.answering("docker stack rm", () -> {
            lab.swarm.removeServices();
            return new ExecResult(0, "");
        });

        Failure failure = catchThrowableOfType(Failure.class, () -> deploy(Duration.ofSeconds(1)));

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure)
                .hasMessage("gave up waiting for the stack shop after 1 s: shop_api: 0 of 1 tasks run, shop_api.1 on"
                        + " worker01 is starting; from its log: waiting for the database");
        assertThat(removals()).hasSize(1);
    }

    @Test
    void a_failed_removal_does_not_hide_the_first_error() {
        lab.engine.answering("docker stack deploy", 1, "no");
        lab.engine.answering("docker stack rm", 1, "neither");

        assertThatThrownBy(this::deploy)
                .hasMessage("docker can't deploy the stack shop: no")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    /** As during an election. */
    @Test
    void the_wait_goes_on_while_no_manager_answers() {
        dockerDeploys(() -> {
            lab.swarm.running(api, "worker01");
            lab.swarm.hooks.failing(
                    "manager GET /services",
                    2,
                    () -> new EngineException(503, "rpc error: The swarm does not have a leader"));
        });

        assertThat(deploy()).isEqualTo("shop: 1 service, 1 task");
        assertThat(removals()).isEmpty();
    }

    @Test
    void an_error_while_its_files_are_removed_does_not_hide_the_first_error() {
        lab.engine.answering("docker stack deploy", 1, "no");
        lab.engine.answering("sh -c rm -rf", () -> {
            throw new EngineException(409, "the container is not running");
        });

        assertThatThrownBy(this::deploy)
                .hasMessage("docker can't deploy the stack shop: no")
                .satisfies(failure -> assertThat(failure.getSuppressed()).isNotEmpty());
    }

    /** The files hold the values of variables, which may be secrets. */
    @Test
    void its_files_are_removed_even_after_an_interruption() {
        List<Boolean> interrupted = new ArrayList<>();
        lab.engine.answering("docker stack deploy", () -> {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted");
        });
        lab.engine.answering("sh -c rm -rf", () -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            return new ExecResult(0, "");
        });

        assertThatThrownBy(this::deploy).hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted).containsExactly(false);
    }
}
