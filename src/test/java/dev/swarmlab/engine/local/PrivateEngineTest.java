package dev.swarmlab.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Program;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clean-up after a start that has failed; {@code PrivateEngineIT} starts real engines. */
class PrivateEngineTest {

    private final Failure failure = Failure.of(FailureKind.INTERRUPTED, "interrupted");

    @Test
    void an_interrupted_start_is_cleaned_up(@TempDir Path folder) {
        Path result = folder.resolve("result");
        Thread.currentThread().interrupt();

        PrivateEngine.cleanUpAfter(failure, () -> Program.of("touch", result.toString())
                .run("cleaning up", folder.resolve("log"), Deadline.in(Duration.ofSeconds(30))));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).exists();
        assertThat(failure).hasNoSuppressedExceptions();
    }

    @Test
    void an_error_of_the_clean_up_does_not_hide_why_the_start_failed() {
        IOException error = new IOException("no space left on device");

        PrivateEngine.cleanUpAfter(failure, () -> {
            throw error;
        });

        assertThat(failure).hasMessage("interrupted").hasSuppressedException(error);
        assertThat(Thread.interrupted()).isFalse();
    }
}
