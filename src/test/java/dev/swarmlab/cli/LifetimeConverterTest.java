package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LifetimeConverterTest {

    @ParameterizedTest
    @CsvSource({"30d, PT720H", "1d, PT24H", "365d, PT8760H", "12h, PT12H", "90m, PT1H30M", "1h30m, PT1H30M"})
    void reads_days_and_durations(String text, Duration lifetime) {
        assertThat(new LifetimeConverter().convert(text)).isEqualTo(lifetime);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0d", "366d", "9999d", "8761h", "d", "1w", "-1d", "0s", "1d12h"})
    void refuses_other_texts(String text) {
        assertThatThrownBy(() -> new LifetimeConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
