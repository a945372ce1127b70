package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.doctor.Requirements.WantedPort;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.labfile.Protocol;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortChecksTest {

    @Test
    void is_omitted_for_a_lab_without_ports() {
        assertThat(PortChecks.of(requirements(), List.of(), host("Linux", 80))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                # host    | listening | found                                | fix
                Linux     | 5000      | busy: 5000 (a program on this host)  | ss -ltnp 'sport = :5000'
                Mac OS X  | 5000      | busy: 5000 (a program on this host)  | AirPlay Receiver
                Mac OS X  | 8000      | busy: 8000 (a program on this host)  | lsof -nP -iTCP:8000
                Windows 11| 8000      | busy: 8000 (a program on this host)  | findstr :8000
                """)
    void names_the_ports_that_programs_use(String system, int listening, String found, String fix) {
        Finding finding = finding(List.of(), host(system, listening), 5000, 8000);

        assertThat(finding.result()).isEqualTo(Result.FAILED);
        assertThat(finding.dependsOnLab()).isTrue();
        assertThat(finding.found()).isEqualTo(found);
        assertThat(finding.fix()).contains(fix);
    }

    @ParameterizedTest
    @CsvSource({
        "'', tcp, FAILED, docker rm -f web",
        "other, tcp, FAILED, swarmlab down other",
        "lab, tcp, OK, ''",
        "other, udp, OK, ''"
    })
    void names_the_container_that_uses_a_port_unless_it_is_the_labs_own(
            String lab, String protocol, Result result, String fix) {
        String name = lab.isEmpty() ? "web" : "swarmlab-" + lab + "-web";
        EngineContainer web = new EngineContainer(
                "1",
                name,
                "image",
                ContainerState.of("running"),
                "Up",
                lab.isEmpty() ? Map.of() : Map.of(Labels.LAB, lab, Labels.NODE, "web"),
                Map.of(),
                List.of(new EnginePort("127.0.0.1", 8000, 80, protocol)));

        // docker-proxy listens on the port of the container
        Finding finding = finding(List.of(web), host("Linux", protocol.equals("tcp") ? 8000 : 1), 8000);

        assertThat(finding.result()).isEqualTo(result);
        assertThat(finding.fix()).contains(fix);
        assertThat(finding.found()).contains(result == Result.OK ? "8000 is free" : "8000 (container " + name + ")");
    }

    @Test
    void names_addresses_that_the_host_does_not_have() {
        List<WantedPort> ports =
                List.of(new WantedPort("1.2.3.4", 8000, Protocol.TCP), new WantedPort("127.0.0.1", 80, Protocol.TCP));

        Finding finding =
                PortChecks.of(requirements(ports), List.of(), host("Linux", 80)).orElseThrow();

        assertThat(finding.result()).isEqualTo(Result.FAILED);
        assertThat(finding.dependsOnLab()).isTrue();
        assertThat(finding.found())
                .isEqualTo("busy: 80 (a program on this host); the host has no address 1.2.3.4 (port 8000)");
        assertThat(finding.fix()).contains("ip -brief address", "ss -ltnp 'sport = :80'");
    }

    private static Finding finding(List<EngineContainer> containers, HostPorts host, int... ports) {
        return PortChecks.of(requirements(ports), containers, host).orElseThrow();
    }

    private static Requirements requirements(int... ports) {
        return requirements(Arrays.stream(ports)
                .mapToObj(port -> new WantedPort("127.0.0.1", port, Protocol.TCP))
                .toList());
    }

    private static Requirements requirements(List<WantedPort> ports) {
        return new Requirements("lab", 1, List.of(), 0, BigDecimal.ZERO, ports);
    }

    private static HostPorts host(String system, int listening) {
        return new HostPorts(system, port -> port == listening, "127.0.0.1"::equals);
    }
}
