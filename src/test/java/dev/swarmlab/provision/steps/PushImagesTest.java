package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabRun;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushImagesTest {

    private final FakeLab lab = new FakeLab("images: ['my/app:1', 'my/web']");

    PushImagesTest() {
        lab.engine.withImage("my/app:1", Map.of()).withImage("my/web", Map.of());
    }

    @Test
    void tags_and_pushes_each_image_and_provides_the_digests() {
        LabRun run = lab.run();

        new PushImages(run).run();

        String registry = lab.plan().registry().hostAddress();
        assertThat(lab.engine.hooks.calls("tag "))
                .containsExactly("tag my/app:1 " + registry + "/my/app:1", "tag my/web " + registry + "/my/web:latest");
        assertThat(run.pushedDigests().await(run.deadline()))
                .containsOnly(
                        Map.entry("registry:5000/my/app:1", FakeEngine.digest("my/app:1")),
                        Map.entry("registry:5000/my/web:latest", FakeEngine.digest("my/web:latest")));
    }

    @Test
    void pushes_the_fallback_image_of_an_image() {
        LabRun run = lab.run();
        lab.engine.withImage("my/fallback:1", Map.of());
        run.setActualImage("my/app:1", "my/fallback:1");

        new PushImages(run).run();

        assertThat(lab.engine.hooks.calls("tag my/fallback:1")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dial tcp 127.0.0.1:5000: connect: connection refused",
                "read: connection reset by peer",
                "Get \"http://localhost:5000/v2/\": EOF",
                "write: broken pipe"
            })
    void a_registry_that_does_not_listen_yet_is_awaited(String message) {
        lab.engine.hooks.failing("push ", 2, () -> new EngineException(500, message));

        new PushImages(lab.run()).run();

        assertThat(lab.engine.hooks.calls("push ")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "denied: requested access to the resource is denied",
                "received unexpected HTTP status: 500",
                "no space left on device"
            })
    void any_other_error_of_the_registry_ends_the_step(String message) {
        lab.engine.hooks.failing("push ", () -> new EngineException(500, message));

        assertThatThrownBy(() -> new PushImages(lab.run()).run())
                .isInstanceOf(Failure.class)
                .hasMessage("can't push my/app:1 to the lab's registry: " + message);
        assertThat(lab.engine.hooks.calls("push ")).hasSize(1);
    }

    @Test
    void an_image_without_all_its_platforms_is_reported_with_a_command_that_helps() {
        lab.engine.hooks.failing(
                "push ", () -> new EngineException(500, "missing content: content digest sha256:1: not found"));

        assertThatThrownBy(() -> new PushImages(lab.run()).run())
                .hasMessage(
                        "can't push my/app:1 to the lab's registry: missing content: content digest sha256:1: not found")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .endsWith("printf 'FROM my/app:1\\nLABEL platforms=one\\n' | docker build -t my/app:1 -");
    }

    @Test
    void a_registry_that_never_listens_is_given_up_at_the_deadline() {
        lab.engine.hooks.failing("push ", () -> new EngineException(500, "connection refused"));
        lab.within(Duration.ofSeconds(1));

        assertThatThrownBy(() -> new PushImages(lab.run()).run())
                .hasMessageContaining("gave up waiting for the registry at localhost:")
                .hasMessageEndingWith("after 1 s: connection refused")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.TIMED_OUT);
    }
}
