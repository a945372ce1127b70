package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({
        "90s, PT1M30S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "1h30m5s, PT1H30M5S",
        "2h, PT2H",
        "1h1s, PT1H1S",
        "90, PT1M30S",
        "1, PT1S"
    })
    void reads_hours_minutes_and_seconds(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    up --timeout 0s lab.yml     | '0s' is too short; the shortest duration is 1s
                    up --timeout 0 lab.yml      | '0' is too short; the shortest duration is 1s
                    check --within soon         | 'soon' is not a duration; write it like 90s, 5m or 1h30m
                    check --within 30m1h        | '30m1h' is not a duration; write it like 90s, 5m or 1h30m
                    drill a --timeout 1.5m      | '1.5m' is not a duration; write it like 90s, 5m or 1h30m
                    engine start --timeout 5min | '5min' is not a duration; write it like 90s, 5m or 1h30m
                    """)
    void a_wrong_duration_is_refused_with_the_form_to_write(String typed, String message) {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains(message);
    }
}
