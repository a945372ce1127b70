package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Outcome;
import dev.swarmlab.fake.ScriptedManager;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmChange.Tone;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.LabViewBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the example in docs/dashboard.md with what {@code /api/state} answers. */
class StateFormatTest {

    private static final Path DOCUMENT = Path.of("docs/dashboard.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    /** Objects whose field names are ids, or names that users choose. */
    private static final Set<String> MAPS = Set.of("labs", "nodes", "services", "tasks", "networks", "labels");

    /** A lab with one node, service, task and network. */
    private static LabView lab() {
        NodeDaemon manager = new ScriptedManager()
                .nodes("{'ID': 'n', 'Spec': {'Labels': {'region': 'east'}}}")
                .services("{'ID': 's', 'Spec': {'TaskTemplate': {'Networks': [{'Target': 'n'}]}},"
                        + " 'Endpoint': {'Ports': [{'TargetPort': 80}]}}")
                .tasks("{'ID': 't', 'ServiceID': 's'}")
                .networks("{'Id': 'n', 'Name': 'localnet'}")
                .daemon();
        return new LabViewBuilder("lab").build(manager.view(), manager.networks(), List.of(), "");
    }

    private static ChecksView.OfLab checks() {
        return ChecksView.OfLab.of("lab", Optional.empty(), ChecksView.State.WAITING)
                .checked(List.of(new CheckResult("a check", Outcome.PASSED, "", null, Duration.ZERO)), 0);
    }

    private static JsonNode answered() {
        return StateVersion.first()
                .next(
                        Map.of("lab", lab()),
                        new ChecksView("", Map.of("lab", checks())),
                        List.of(TimelineEvent.of(
                                1, "", "lab", TimelineEvent.Change.ofLab("lab", Tone.GOOD, "was created"))))
                .fullState();
    }

    private static JsonNode documented() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        assertThat(example.find()).isTrue();
        return new ObjectMapper().readTree(example.group(1));
    }

    /** The path of every field with the type of its value, for example {@code labs/*}{@code /problem: STRING}. */
    private static Map<String, String> fields(JsonNode json) {
        Map<String, String> fields = new TreeMap<>();
        fields("", "", json, fields);
        return fields;
    }

    private static void fields(String path, String name, JsonNode json, Map<String, String> fields) {
        fields.put(path, json.getNodeType().name());
        json.properties().forEach(field -> {
            String next = MAPS.contains(name) ? "*" : field.getKey();
            fields(path + "/" + next, next, field.getValue(), fields);
        });
        if (json.isArray()) {
            json.forEach(each -> fields(path + "[]", "", each, fields));
        }
    }

    @Test
    void the_example_has_exactly_the_fields_of_the_answer() throws IOException {
        Map<String, String> documented = fields(documented());

        assertThat(documented).containsKeys("/labs/*/nodes/*/labels/*", "/labs/*/services/*/ports[]", "/events[]/id");
        assertThat(fields(answered())).containsExactlyEntriesOf(documented);
    }

    @Test
    void the_example_has_the_format_number_of_the_answer() throws IOException {
        assertThat(answered().path("format")).isEqualTo(documented().path("format"));
    }

    @Test
    void a_snapshot_is_the_state_without_events() {
        JsonNode snapshot = Snapshot.of(List.of(lab(), PublishedState.emptyLab("another", "no answer")));

        assertThat(snapshot.path("labs").fieldNames()).toIterable().containsExactly("another", "lab");
        assertThat(snapshot.path("labs").path("lab"))
                .isEqualTo(answered().path("labs").path("lab"));
        assertThat(snapshot.path("events").isArray()).isTrue();
        assertThat(snapshot.path("events")).isEmpty();
    }
}
