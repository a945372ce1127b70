package dev.swarmlab.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {

    @ParameterizedTest
    @CsvSource({"'', 1", "1, 1", "3, 3", "0.5, 0.5", "2.25, 2.25", "0.1, 0.1", "100, 100"})
    void is_a_factor(String text, double factor) {
        assertThat(Patience.factor(text)).contains(factor);
        assertThat(Patience.complaint(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "x", "3x", "-1", "0", "0.05", "101", "1e3", "1,5", ".5", "NaN", "Infinity"})
    void any_other_text_is_refused(String text) {
        assertThat(Patience.factor(text)).isEmpty();
        assertThat(Patience.complaint(text))
                .contains("SWARMLAB_PATIENCE can't be '" + text + "'; write a number from 0.1 to 100, as in 3");
    }

    @Test
    void scales_a_time() {
        assertThat(Patience.scaled(Duration.ofSeconds(30), 3)).isEqualTo(Duration.ofSeconds(90));
        assertThat(Patience.scaled(Duration.ofSeconds(30), 0.5)).isEqualTo(Duration.ofSeconds(15));
        assertThat(Patience.scaled(Duration.ofHours(24), 100)).isEqualTo(Duration.ofHours(2400));
        assertThat(Patience.scaled(Duration.ZERO, 100)).isZero();
    }
}
