package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVersion;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.ImageHistoryEntry;
import dev.swarmlab.engine.ListedImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineAnswersTest {

    @Test
    void a_container_has_only_the_ports_that_are_published() throws Exception {
        JsonNode answer = json("""
                {"Id": "1", "Names": ["/lab-manager"], "Image": "node", "State": "running", "Status": "Up",
                 "Labels": {"a": "b"}, "NetworkSettings": {"Networks": {"lab": {"IPAddress": "10.0.0.2"}}},
                 "ImageID": "sha256:2", "HostConfig": {"NetworkMode": "lab"},
                 "Ports": [{"PrivatePort": 2375, "Type": "tcp"},
                           {"IP": "127.0.0.1", "PrivatePort": 80, "PublicPort": 8000, "Type": "tcp"}]}
                """);

        assertThat(EngineAnswers.container(answer))
                .isEqualTo(new EngineContainer(
                        "1",
                        "lab-manager",
                        "node",
                        ContainerState.of("running"),
                        "Up",
                        Map.of("a", "b"),
                        Map.of("lab", "10.0.0.2"),
                        List.of(new EnginePort("127.0.0.1", 8000, 80, "tcp")),
                        "lab",
                        "sha256:2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"RepoTags\": [\"a:1\", \"localhost:5000/a:1\"], \"Size\": 6' | a:1 localhost:5000/a:1 | 6",
                "'\"RepoTags\": [\"<none>:<none>\"], \"RepoDigests\": [\"<none>@<none>\"], \"Size\": 10' | '' | 10",
                "'\"RepoTags\": null, \"Size\": 10' | '' | 10",
            })
    void a_listed_image_has_its_names_and_its_size(String fields, String references, long bytes) throws Exception {
        JsonNode answer = json("{\"Id\": \"sha256:1\", \"Labels\": {\"a\": \"b\"}, %s}".formatted(fields));

        assertThat(EngineAnswers.listedImage(answer))
                .isEqualTo(new ListedImage(
                        "sha256:1",
                        references.isEmpty() ? List.of() : List.of(references.split(" ")),
                        List.of(),
                        Map.of("a", "b"),
                        bytes));
    }

    @Test
    void a_step_of_an_image_has_a_size() throws Exception {
        JsonNode answer = json("{\"Id\": \"sha256:1\", \"CreatedBy\": \"COPY\", \"Comment\": \"c\", \"Size\": 7}");

        assertThat(EngineAnswers.historyEntry(answer)).isEqualTo(new ImageHistoryEntry("sha256:1", "COPY", "c", 7));
    }

    /** The forms of API 1.51 and 1.52. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'LayersSize': 100, 'Containers': [{'Id': 'c', 'SizeRw': 5}, {'Id': 'd'}],"
                        + "'Volumes': [{'Name': 'v', 'UsageData': {'Size': 7}}, {'Name': 'w', 'UsageData': {'Size': -1}}],"
                        + "'BuildCache': [{'Size': 1}, {'Size': 2}]}",
                "{'ImageUsage': {'TotalSize': 100}, 'ContainerUsage': {'Items': [{'Id': 'c', 'SizeRw': 5}, {'Id': 'd'}]},"
                        + "'VolumeUsage': {'Items': [{'Name': 'v', 'UsageData': {'Size': 7}}]},"
                        + "'BuildCacheUsage': {'TotalSize': 3}}",
            },
            quoteCharacter = '"')
    void disk_usage_has_the_size_of_each_container_and_volume(String answer) throws Exception {
        DiskUsage usage = EngineAnswers.diskUsage(json(answer.replace('\'', '"')));

        assertThat(usage).isEqualTo(new DiskUsage(100, Map.of("c", 5L, "d", 0L), Map.of("v", 7L), 3));
        assertThat(usage.total()).isEqualTo(115);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"Status\": \"running\", \"Running\": true, \"ExitCode\": 0' | running",
                "'\"Status\": \"exited\", \"Running\": false, \"ExitCode\": 137, \"OOMKilled\": true'"
                        + "| exited, exit code 137, out of memory",
                "'\"Status\": \"created\", \"ExitCode\": 128, \"Error\": \"no such device\"'"
                        + "| created, exit code 128, no such device",
            })
    void an_inspected_container_has_the_reason_for_its_end(String state, String status) throws Exception {
        JsonNode answer = json("""
                {"Id": "1", "Name": "/lab-manager", "Config": {"Image": "node", "Labels": {"a": "b"}},
                 "State": {%s}, "NetworkSettings": {"Networks": {"lab": {"IPAddress": "10.0.0.2"}}}}
                """.formatted(state));

        EngineContainer container = EngineAnswers.inspectedContainer(answer);

        assertThat(container)
                .isEqualTo(new EngineContainer(
                        "1",
                        "lab-manager",
                        "node",
                        ContainerState.of(status.split(",", 2)[0]),
                        status,
                        Map.of("a", "b"),
                        Map.of("lab", "10.0.0.2"),
                        List.of()));
    }

    @Test
    void the_settings_of_a_container_are_those_of_its_creation() throws Exception {
        JsonNode answer = json("""
                {"Config": {"Image": "node:1", "Cmd": ["--mtu=1400"]},
                 "HostConfig": {"Memory": 629145600, "NanoCpus": 1500000000,
                  "PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8000"}]},
                  "Mounts": [{"Type": "volume", "Source": "data", "Target": "/data"},
                             {"Type": "bind", "Source": "/srv", "Target": "/stack", "ReadOnly": true}]}}
                """);

        assertThat(EngineAnswers.settings(answer))
                .isEqualTo(new ContainerSettings(
                        "node:1",
                        List.of("--mtu=1400"),
                        List.of(new EnginePort("127.0.0.1", 8000, 80, "tcp")),
                        List.of(
                                ContainerMount.volume("data", "/data"),
                                new ContainerMount(ContainerMount.Kind.BIND, "/srv", "/stack", true)),
                        600L << 20,
                        1.5));
        assertThat(EngineAnswers.settings(json("{\"HostConfig\": {\"Memory\": 0, \"PortBindings\": null}}")))
                .isEqualTo(new ContainerSettings("", List.of(), List.of(), List.of(), null, null));
    }

    @Test
    void an_engine_shows_its_version_and_that_of_its_api() throws Exception {
        JsonNode answer = json("""
                {"Version": "29.1.0", "ApiVersion": "1.52", "MinAPIVersion": "1.44"}""");

        assertThat(EngineAnswers.version(answer)).isEqualTo(new EngineVersion("29.1.0", "1.52"));
    }

    @Test
    void an_engine_reports_its_host() throws Exception {
        JsonNode answer = json("""
                {"ServerVersion": "28.0.0", "OperatingSystem": "Debian", "KernelVersion": "6.12",
                 "Architecture": "x86_64", "NCPU": 2, "MemTotal": 4294967296, "Driver": "overlay2", "CgroupVersion": "2",
                 "SecurityOptions": ["name=seccomp,profile=builtin", "name=rootless"]}
                """);

        assertThat(EngineAnswers.info(answer))
                .isEqualTo(new EngineInfo("28.0.0", "Debian", "6.12", "x86_64", 2, 4L << 30, "overlay2", "2", true));
        assertThat(EngineAnswers.info(json("{\"SecurityOptions\": null}")))
                .isEqualTo(new EngineInfo("", "", "", "", 0, 0, "", "", false));
    }

    @Test
    void a_network_has_its_subnets() throws Exception {
        JsonNode answer = json("""
                {"Id": "1", "Name": "lab", "Driver": "bridge", "Labels": {"a": "b"},
                 "IPAM": {"Config": [{"Subnet": "10.0.0.0/24", "Gateway": "10.0.0.1"}, {"Gateway": "10.0.1.1"}]}}
                """);

        assertThat(EngineAnswers.network(answer))
                .isEqualTo(new EngineNetwork("1", "lab", "bridge", List.of("10.0.0.0/24"), Map.of("a", "b")));
    }

    @Test
    void values_that_are_null_are_empty() throws Exception {
        JsonNode nothing = json("{\"Volumes\": null}").path("Volumes");

        assertThat(EngineAnswers.list(nothing, EngineAnswers::volume)).isEmpty();
        assertThat(EngineAnswers.volume(json("{\"Name\": \"data\", \"Labels\": null}")))
                .isEqualTo(new EngineVolume("data", Map.of()));
        assertThat(EngineAnswers.network(json("{\"Id\": \"1\", \"Name\": \"none\", \"IPAM\": {\"Config\": null}}"))
                        .subnets())
                .isEmpty();
        assertThat(EngineAnswers.image(json("{\"Id\": \"1\", \"Config\": {\"Entrypoint\": null}}")))
                .isEqualTo(new EngineImage("1", List.of(), Map.of(), List.of()));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
