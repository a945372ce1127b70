package dev.swarmlab.labfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10, 192.0.2.10:80, false, false",
        "127.0.0.1, 127.0.0.1:80, true, false",
        "127.8.0.1, 127.8.0.1:80, true, false",
        "0.0.0.0, 0.0.0.0:80, false, true",
        "::, [0:0:0:0:0:0:0:0]:80, false, true",
        "::1, [0:0:0:0:0:0:0:1]:80, true, false",
        "2001:DB8::10, [2001:db8:0:0:0:0:0:10]:80, false, false",
        "::ffff:192.0.2.10, 192.0.2.10:80, false, false"
    })
    void reads_ipv4_and_ipv6(String text, String withPort, boolean loopback, boolean wildcard) {
        BindAddress address = BindAddress.parse(text).orElseThrow();

        assertThat(address.withPort(80)).isEqualTo(withPort);
        assertThat(address.isLoopback()).isEqualTo(loopback);
        assertThat(address.isWildcard()).isEqualTo(wildcard);
        assertThat(BindAddress.parse(address.text())).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "192.0.2", "192.0.2.256", "fe80::1%eth0", "::g", ":::", "[::1]", "1"})
    void refuses_other_texts(String text) {
        assertThat(BindAddress.parse(text)).isEmpty();
    }
}
