package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainCommandTest {

    /** Fails when a command of the training run sends a request that the stub engine does not know. */
    @Test
    void the_stub_engine_answers_every_request_of_the_training_run() {
        CapturedConsole captured = new CapturedConsole();

        assertThat(captured.run("train")).isZero();
    }
}
