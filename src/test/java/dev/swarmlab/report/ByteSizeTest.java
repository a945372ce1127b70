package dev.swarmlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "45300000, 45.3 MB",
        "99940000, 99.9 MB",
        "99960000, 100 MB",
        "212400000, 212 MB",
        "999600000, 1.0 GB",
        "5000000000000000, 5000 TB"
    })
    void has_decimal_units_and_at_most_one_digit_behind_the_point(long bytes, String text) {
        assertThat(ByteSize.text(bytes)).isEqualTo(text);
    }
}
