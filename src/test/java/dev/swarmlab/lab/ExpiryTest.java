package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-01T14:00:00Z     | false | in 2h
            2026-03-01T13:59:59Z     | false | in 1h59m
            2026-03-01T12:45:30Z     | false | in 45m
            2026-03-01T12:00:59Z     | false | in 59s
            2026-03-04T12:05:00Z     | false | in 72h5m
            2026-03-01T12:00:00.999Z | true  | expired 0s ago
            2026-03-01T12:00:00Z     | true  | expired 0s ago
            2026-03-01T11:59:30Z     | true  | expired 30s ago
            2026-03-01T09:58:00Z     | true  | expired 2h2m ago
            """)
    void is_over_from_its_second_on(String time, boolean over, String described) {
        Expiry expiry = Expiry.at(Instant.parse(time));

        assertThat(expiry.isOver(NOW)).isEqualTo(over);
        assertThat(expiry.described(NOW)).isEqualTo(described);
    }

    @Test
    void is_read_as_it_was_written() {
        Expiry expiry = Expiry.at(NOW);

        assertThat(expiry.text()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(Expiry.parse(expiry.text())).contains(expiry);
    }

    /** A lab must not be removed because of a label that another program wrote. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "2026-03-01", "1772366400"})
    void of_a_lab_is_none_when_there_is_no_readable_time(String text) {
        assertThat(Expiry.parse(text)).isEmpty();
    }

    @Test
    void is_kept_or_removed_or_set_by_an_up() {
        Optional<Expiry> former = Optional.of(Expiry.at(NOW.minusSeconds(5)));

        assertThat(TimeToLive.UNCHANGED.expiry(former, NOW)).isEqualTo(former);
        assertThat(TimeToLive.UNCHANGED.expiry(Optional.empty(), NOW)).isEmpty();
        assertThat(TimeToLive.UNLIMITED.expiry(former, NOW)).isEmpty();
        assertThat(TimeToLive.of(Duration.ofHours(2)).expiry(former, NOW))
                .contains(Expiry.at(Instant.parse("2026-03-01T14:00:00Z")));
    }
}
