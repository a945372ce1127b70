package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsChangesTest {

    private static final ContainerMount DATA = ContainerMount.volume("data", "/var/lib/docker");
    private static final EnginePort DAEMON = new EnginePort("127.0.0.1", 20_001, 2376, "tcp");
    private static final ContainerSettings SETTINGS =
            settings("a", List.of(), List.of(DAEMON), List.of(DATA), null, null);

    private static ContainerSettings settings(
            String image,
            List<String> arguments,
            List<EnginePort> ports,
            List<ContainerMount> mounts,
            @Nullable Long memory,
            @Nullable Double processors) {
        return new ContainerSettings(image, arguments, ports, mounts, memory, processors);
    }

    static Stream<Arguments> changes() {
        EnginePort http = new EnginePort("127.0.0.1", 8000, 80, "tcp");
        EnginePort dns = new EnginePort("0.0.0.0", 53, 53, "udp");
        ContainerMount folder = new ContainerMount(ContainerMount.Kind.BIND, "/srv", "/stack", true);
        List<EnginePort> ports = List.of(DAEMON);
        List<ContainerMount> mounts = List.of(DATA);
        return Stream.of(
                Arguments.of(settings("b", List.of(), ports, mounts, null, null), "image a -> b"),
                Arguments.of(
                        settings(
                                "a",
                                List.of("--insecure-registry=registry:5000", "--mtu=1400"),
                                ports,
                                mounts,
                                null,
                                null),
                        "args [] -> [--mtu=1400]"),
                Arguments.of(settings("a", List.of(), ports, mounts, 600L << 20, null), "memory none -> 600m"),
                Arguments.of(settings("a", List.of(), ports, mounts, 2L << 30, null), "memory none -> 2g"),
                Arguments.of(settings("a", List.of(), ports, mounts, 77_777_777L, null), "memory none -> 77777777"),
                Arguments.of(settings("a", List.of(), ports, mounts, null, 1.5), "cpus none -> 1.5"),
                Arguments.of(settings("a", List.of(), ports, mounts, null, 2.0), "cpus none -> 2"),
                Arguments.of(
                        settings("a", List.of(), List.of(dns, DAEMON, http), mounts, null, null),
                        "ports [] -> [0.0.0.0:53:53/udp, 127.0.0.1:8000:80]"),
                Arguments.of(
                        settings(
                                "a",
                                List.of(),
                                List.of(new EnginePort("127.0.0.1", 20_002, 2376, "tcp")),
                                mounts,
                                null,
                                null),
                        "port of the daemon [127.0.0.1:20001:2376] -> [127.0.0.1:20002:2376]"),
                Arguments.of(
                        settings("a", List.of(), ports, List.of(DATA, folder), null, null),
                        "volumes [] -> [/srv:/stack:ro]"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void are_named_with_both_values(ContainerSettings wanted, String change) {
        assertThat(SettingsChanges.between(SETTINGS, wanted)).containsExactly(change);
    }

    @Test
    void are_none_for_the_same_settings_in_another_order() {
        EnginePort http = new EnginePort("127.0.0.1", 8000, 80, "tcp");

        assertThat(SettingsChanges.between(
                        settings("a", List.of(), List.of(http, DAEMON), List.of(DATA), null, null),
                        settings(
                                "a",
                                List.of("--insecure-registry=registry:5000"),
                                List.of(DAEMON, http),
                                List.of(DATA),
                                null,
                                null)))
                .isEmpty();
    }
}
