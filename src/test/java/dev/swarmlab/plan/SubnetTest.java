package dev.swarmlab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.0/24, 10.1.2.0/24",
        "10.1.2.3/24, 10.1.2.0/24",
        "10.1.2.3, 10.1.2.3/32",
        "255.255.255.255/1, 128.0.0.0/1",
        "172.17.255.1/12, 172.16.0.0/12",
        "1.2.3.4/0, 0.0.0.0/0"
    })
    void is_written_with_its_first_address(String text, String written) {
        assertThat(Subnet.parse(text)).map(Subnet::toString).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.1.2",
                "10.1.2.3.4/24",
                "10.1.2.256/24",
                "10.1.2.-1",
                "10.1.2.0/33",
                "10.1.2.0/-1",
                "10.1.2.0/",
                "10.1.2.x/24",
                "fd00::/64",
                "default"
            })
    void any_other_text_is_no_subnet(String text) {
        assertThat(Subnet.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.213.4.0/24, true",
        "0.0.0.0/1, 10.213.4.0/24, true",
        "128.0.0.0/1, 10.213.4.0/24, false",
        "10.213.4.0/24, 10.213.4.0/24, false",
        "10.213.4.0/25, 10.213.4.0/24, false"
    })
    void covers_smaller_blocks_within_it(String one, String other, boolean covers) {
        assertThat(Subnet.parse(one).orElseThrow().covers(Subnet.parse(other).orElseThrow()))
                .isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.213.4.0/24, true",
        "10.213.4.0/24, 10.213.4.128/25, true",
        "10.213.4.0/24, 10.213.5.0/24, false",
        "10.213.4.0/24, 10.213.4.0/24, true",
        "0.0.0.0/0, 10.213.4.0/24, true",
        "10.213.4.255/32, 10.213.4.0/24, true",
        "10.213.3.255/32, 10.213.4.0/24, false"
    })
    void overlaps_blocks_with_a_common_address(String one, String other, boolean overlaps) {
        Subnet first = Subnet.parse(one).orElseThrow();
        Subnet second = Subnet.parse(other).orElseThrow();

        assertThat(first.overlaps(second)).isEqualTo(overlaps);
        assertThat(second.overlaps(first)).isEqualTo(overlaps);
    }

    @Test
    void counts_addresses_from_the_first() {
        Subnet subnet = Subnet.parse("10.213.255.0/24").orElseThrow();

        assertThat(subnet.address(1)).isEqualTo("10.213.255.1");
        assertThat(subnet.address(221)).isEqualTo("10.213.255.221");
    }
}
