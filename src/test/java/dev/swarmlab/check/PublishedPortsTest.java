package dev.swarmlab.check;

import static dev.swarmlab.check.SingleCheck.PASSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeLab;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine of these tests is on another host, so its loopback can't be reached. */
class PublishedPortsTest {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nHello";

    private final FakeLab lab = new FakeLab("workers: 1\nports: ['8000:80']\nregistry: {port: 5000}").joined();

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1"})
    void the_node_that_publishes_a_port_connects_to_it(String host) {
        String manager = lab.node("manager").address();
        lab.engine.answering("swarmlab-" + lab.plan().lab() + "-manager timeout 15 nc " + manager + " 80", 0, ANSWER);

        assertThat(SingleCheck.run(lab, "http: 'http://" + host + ":8000/', contains: Hello"))
                .isEqualTo(PASSES);
    }

    @Test
    void a_node_that_has_no_answer_fails_the_check() {
        assertThat(SingleCheck.run(lab, "http: 'http://localhost:8000/'"))
                .startsWith("http://localhost:8000/: ")
                .isNotEqualTo(PASSES);
    }

    @Test
    void other_ports_are_reached_from_here() throws IOException {
        try (Website site = Website.with("from here")) {
            assertThat(SingleCheck.run(lab, "http: '" + site.url() + "', contains: from here"))
                    .isEqualTo(PASSES);
        }
    }
}
