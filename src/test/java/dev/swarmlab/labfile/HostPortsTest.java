package dev.swarmlab.labfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.swarmlab.fake.SampleLabFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPortsTest {

    private static final Map<Integer, Integer> OTHERS = Map.of(80, 10_080, 8000, 10_800);

    private static LabFile replaced(String checks) {
        return HostPorts.replace(
                SampleLabFile.lab("ports: ['8000:80', '0.0.0.0:80:81', '9000:90']\n" + checks), OTHERS);
    }

    @Test
    void ports_are_published_at_the_other_ports_of_the_host() {
        assertThat(replaced("").ports())
                .extracting(PublishedPort::hostPort, PublishedPort::containerPort)
                .containsExactly(tuple(10_800, 80), tuple(10_080, 81), tuple(9000, 90));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000/, http://localhost:10800/",
        "http://127.0.0.1:8000/a?b=c%20d, http://127.0.0.1:10800/a?b=c%20d",
        "http://0.0.0.0/x, http://0.0.0.0:10080/x",
        "http://localhost, http://localhost:10080",
        "http://localhost:9000/, http://localhost:9000/",
        "http://localhost:7000/, http://localhost:7000/",
        "http://example.com:8000/, http://example.com:8000/"
    })
    void the_urls_of_checks_lead_to_the_other_ports(String url, String replaced) {
        LabFile labFile = replaced("""
                checks:
                  - {name: a, http: "%1$s"}
                  - {name: b, http: "%1$s", from: manager}
                  - {name: c, no_request_lost: "%1$s", during: act}
                scenarios:
                  - name: s
                    actions: [{run: act}, {check: {name: e, http: "%1$s"}}]
                    checks: [{name: d, http: "%1$s"}]
                """.formatted(url));

        assertThat(urls(labFile.checks())).containsExactly(replaced, url, replaced);
        Scenario scenario = labFile.scenarios().get(0);
        assertThat(urls(scenario.checks())).containsExactly(replaced);
        assertThat(scenario.actions().get(1))
                .isInstanceOfSatisfying(Action.AwaitCheck.class, action -> assertThat(urls(List.of(action.check())))
                        .containsExactly(replaced));
    }

    private static List<String> urls(List<Check> checks) {
        return checks.stream()
                .map(check -> check instanceof Check.HttpCheck http ? http.url() : ((Check.LoadCheck) check).url())
                .map(Object::toString)
                .toList();
    }

    @Test
    void without_other_ports_the_lab_file_stays() {
        LabFile labFile = SampleLabFile.lab("ports: ['8000:80']");

        assertThat(HostPorts.replace(labFile, Map.of())).isSameAs(labFile);
    }
}
