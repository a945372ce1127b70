package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorHintsTest {

    /** The engines' own words, and a part of what is advised. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bind for 127.0.0.1:8000 failed: port is already allocated | ss -ltnp",
                "listen tcp4 127.0.0.1:8000: bind: address already in use | ss -ltnp",
                "unable to apply caps: operation not permitted | swarmlab doctor",
                "mount proc: operation not permitted | privileges that a node needs",
                "write /var/lib/docker/x: no space left on device | docker system df",
                "bind source path does not exist: /var/x | sees another file system",
                "something new | swarmlab doctor"
            })
    void tells_what_to_do_about_what_the_engine_says(String message, String advice) {
        assertThat(ErrorHints.of(message)).contains(advice);
    }
}
