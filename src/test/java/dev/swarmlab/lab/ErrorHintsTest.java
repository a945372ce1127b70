package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorHintsTest {

    /** Error messages of engines, and a part of the advice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bind for 127.0.0.1:8000 failed: port is already allocated | docker ps",
                "bind: address already in use | Find the program that listens on it",
                "unable to apply caps: operation not permitted | swarmlab doctor",
                "mount proc: operation not permitted | privileges that a node needs",
                "write /var/lib/docker/x: no space left on device | docker system df",
                "bind source path does not exist: /var/x | can't see this folder",
                "something new | swarmlab doctor"
            })
    void gives_advice_for_an_error_of_the_engine(String message, String advice) {
        assertThat(ErrorHints.of(message)).contains(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Linux | listen tcp4 127.0.0.1:8000: bind: address already in use | ss -ltnp 'sport = :8000'",
                "Linux | failed to bind host port 127.0.0.1:5000/tcp: address already in use | ss -ltnp 'sport = :5000'",
                "Windows 11 | listen tcp4 127.0.0.1:8000: bind: address already in use | findstr :8000",
                "Mac OS X | Ports are not available: exposing port TCP 127.0.0.1:8000 -> 127.0.0.1:0: listen tcp"
                        + " 127.0.0.1:8000: bind: address already in use | lsof -nP -iTCP:8000",
                "Mac OS X | Ports are not available: exposing port TCP 127.0.0.1:5000 -> 127.0.0.1:0: listen tcp"
                        + " 127.0.0.1:5000: bind: address already in use | turn it off in System Settings"
            })
    void tells_how_to_free_a_port_on_each_operating_system(String system, String message, String advice) {
        assertThat(ErrorHints.of(message, system))
                .startsWith("Choose another port in the lab file, or free this one. ")
                .contains(advice);
    }
}
