package dev.swarmlab.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    private Path folder;

    @BeforeEach
    void in(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void a_second_command_waits_and_gives_up_at_its_deadline() throws IOException {
        LockFile.hold(lock(), "the other", soon(), () -> assertThatThrownBy(
                        () -> LockFile.hold(lock(), "the other", Deadline.in(Duration.ofMillis(50)), () -> {}))
                .hasMessageContaining("the other"));
    }

    @Test
    void the_lock_is_released_when_the_action_fails() throws IOException {
        assertThatThrownBy(() -> LockFile.hold(lock(), "the other", soon(), () -> {
                    throw new IOException("no");
                }))
                .hasMessage("no");
        AtomicBoolean ran = new AtomicBoolean();
        LockFile.hold(lock(), "the other", soon(), () -> ran.set(true));
        assertThat(ran).isTrue();
    }

    private Path lock() {
        return folder.resolve("sub/lock");
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
