package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVolume;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineAnswersTest {

    @Test
    void a_container_shows_only_the_ports_that_are_published() throws Exception {
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
                        "running",
                        "Up",
                        Map.of("a", "b"),
                        Map.of("lab", "10.0.0.2"),
                        List.of(new EnginePort("127.0.0.1", 8000, 80, "tcp")),
                        "lab",
                        "sha256:2"));
    }

    @Test
    void a_network_shows_its_subnets() throws Exception {
        JsonNode answer = json("""
                {"Id": "1", "Name": "lab", "Driver": "bridge", "Labels": {"a": "b"},
                 "IPAM": {"Config": [{"Subnet": "10.0.0.0/24", "Gateway": "10.0.0.1"}, {"Gateway": "10.0.1.1"}]}}
                """);

        assertThat(EngineAnswers.network(answer))
                .isEqualTo(new EngineNetwork("1", "lab", "bridge", List.of("10.0.0.0/24"), Map.of("a", "b")));
    }

    @Test
    void what_an_engine_leaves_null_is_empty() throws Exception {
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
