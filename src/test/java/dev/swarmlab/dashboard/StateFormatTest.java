package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.fake.ToldManager;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmChange.Tone;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.LabViewBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/dashboard.md says of the state is what is answered. */
class StateFormatTest {

    private static final Path DOCUMENT = Path.of("docs/dashboard.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    /** Objects whose names are ids or names of the user's. */
    private static final Set<String> MAPS = Set.of("labs", "nodes", "services", "tasks", "networks", "labels");

    /** A lab that has one of each. */
    private static LabView lab() {
        NodeDaemon manager = new ToldManager()
                .nodes("{'ID': 'n', 'Spec': {'Labels': {'region': 'east'}}}")
                .services("{'ID': 's', 'Spec': {'TaskTemplate': {'Networks': [{'Target': 'n'}]}},"
                        + " 'Endpoint': {'Ports': [{'TargetPort': 80}]}}")
                .tasks("{'ID': 't', 'ServiceID': 's'}")
                .networks("{'Id': 'n', 'Name': 'localnet'}")
                .daemon();
        return new LabViewBuilder("lab").paint(manager.view(), manager.networks(), List.of(), "");
    }

    private static JsonNode answered() {
        return StateVersion.first()
                .next(
                        Map.of("lab", lab()),
                        List.of(TimelineEvent.of(1, "", "lab", TimelineEvent.News.ofLab("lab", Tone.GOOD, "is there"))))
                .whole();
    }

    private static JsonNode documented() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        assertThat(example.find()).isTrue();
        return new ObjectMapper().readTree(example.group(1));
    }

    /** Every field with the kind of its value, as in {@code labs/*}{@code /problem: STRING}. */
    private static Map<String, String> shape(JsonNode json) {
        Map<String, String> shape = new TreeMap<>();
        shape("", "", json, shape);
        return shape;
    }

    private static void shape(String path, String name, JsonNode json, Map<String, String> shape) {
        shape.put(path, json.getNodeType().name());
        json.properties().forEach(field -> {
            String next = MAPS.contains(name) ? "*" : field.getKey();
            shape(path + "/" + next, next, field.getValue(), shape);
        });
        if (json.isArray()) {
            json.forEach(each -> shape(path + "[]", "", each, shape));
        }
    }

    @Test
    void the_example_has_just_the_fields_that_are_answered() throws IOException {
        Map<String, String> documented = shape(documented());

        assertThat(documented).containsKeys("/labs/*/nodes/*/labels/*", "/labs/*/services/*/ports[]", "/events[]/id");
        assertThat(shape(answered())).containsExactlyEntriesOf(documented);
    }

    @Test
    void the_example_is_of_the_version_that_is_answered() throws IOException {
        assertThat(answered().path("format")).isEqualTo(documented().path("format"));
    }

    @Test
    void a_snapshot_is_what_the_state_is_without_moments() {
        JsonNode snapshot = Snapshot.of(List.of(lab(), PublishedState.picture("another", "silence")));

        assertThat(snapshot.path("labs").fieldNames()).toIterable().containsExactly("another", "lab");
        assertThat(snapshot.path("labs").path("lab"))
                .isEqualTo(answered().path("labs").path("lab"));
        assertThat(snapshot.path("events").isArray()).isTrue();
        assertThat(snapshot.path("events")).isEmpty();
    }
}
