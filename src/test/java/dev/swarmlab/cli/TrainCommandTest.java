package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainCommandTest {

    /** It goes the whole way of up, ls and down, so that it fails as soon as one of them asks for something new. */
    @Test
    void the_training_run_knows_all_that_a_labs_life_asks_of_an_engine() {
        CapturedConsole captured = new CapturedConsole();

        assertThat(captured.run("train")).isZero();
    }
}
