package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code node add} and {@code node rm}. */
class NodeCountTest {

    private static final String FILE = """
            name: lab
            node: {image: 'my/node:1'}
            registry: {image: 'my/registry:1'}
            """;

    private final FakeEngine engine;
    private final CapturedConsole console;

    NodeCountTest() {
        engine = new FakeLab("managers: 3\nworkers: 2").joined().engine;
        console = CapturedConsole.with(engine);
    }

    private void record(String rest, String setting) {
        Map<String, String> labels = new HashMap<>(Map.of(
                Labels.LAB,
                "lab",
                Labels.REVISION,
                "1",
                Labels.FILE,
                "/labs/lab.yml",
                Labels.OWNER,
                "ann@elsewhere",
                Labels.LAB_FILE_TEXT,
                FILE + rest));
        if (!setting.isEmpty()) {
            labels.put(Labels.SETTING + 1, setting);
        }
        engine.withVolume("swarmlab-lab-file-1", labels);
    }

    private LabResources lab() {
        return LabResources.in(EngineSnapshot.of(engine, new Parallel(true)), "lab");
    }

    private List<String> nodes() {
        return lab().nodes().stream().map(LabClient::nameOf).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            managers: 3                         | ''        | add                | manager manager02 manager03 worker01 worker02 worker03 | workers=3
            {managers: 3, workers: [{count: 2}]} | ''       | add --role worker  | manager manager02 manager03 worker01 worker02 worker03 | workers=3
            {managers: 3, workers: 1}           | workers=2 | add                | manager manager02 manager03 worker01 worker02 worker03 | workers=3
            {managers: 3, workers: 3}           | workers=2 | add                | manager manager02 manager03 worker01 worker02 worker03 | ''
            managers: 3                         | ''        | rm worker02        | manager manager02 manager03 worker01 | workers=1
            managers: 3                         | ''        | rm worker01 worker02 worker01 | manager manager02 manager03 | workers=0
            {managers: 1, workers: 2}           | managers=3 | rm manager03 manager02 | manager worker01 worker02 | ''
            managers: 3                         | ''        | add --role manager | manager manager02 manager03 manager04 manager05 worker01 worker02 | managers=5
            """)
    void the_lab_has_another_number_of_nodes_and_records_it(
            String rest, String setting, String typed, String nodes, String recorded) {
        record(rest.replaceAll("^\\{(.*)}$", "$1").replace(", workers", "\nworkers"), setting);

        assertThat(console.run(("node " + typed).split(" "))).as(console.err()).isZero();

        assertThat(nodes()).containsExactly(nodes.split(" "));
        EngineVolume file = lab().fileVolumes().get(0);
        assertThat(file.labels().getOrDefault(Labels.SETTING + 1, "")).isEqualTo(recorded);
        assertThat(file.labels().get(Labels.OWNER)).isEqualTo("ann@elsewhere");
        assertThat(console.err())
                .contains("run the next up as: swarmlab up " + (recorded.isEmpty() ? "" : "--set " + recorded + " "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                    | rm worker01           | 2 | Remove it with: swarmlab node rm --lab lab worker02
            ''                                    | rm worker01           | 2 | swarmlab node drain --lab lab worker01
            ''                                    | rm manager            | 2 | only the last managers of a lab can be removed: manager03 is the last
            ''                                    | rm manager03          | 2 | Remove two managers: swarmlab node rm --lab lab manager02 manager03
            ''                                    | rm manager manager02 manager03 | 2 | To remove the lab, run: swarmlab down lab
            ''                                    | rm worker03           | 1 | the lab lab has no node named worker03
            ''                                    | rm                    | 2 | Missing required parameter: 'NODE'
            ''                                    | add --role boss       | 2 | 'boss' is not one of worker, manager
            'workers: [{count: 2, labels: {a: b}}]' | add                 | 1 | Change the `count` of a group in the lab file, then run: swarmlab up '/labs/lab.yml'
            'checks: [{name: c, node: worker02, image: x}]' | rm worker02 | 2 | is not a valid lab file
            """)
    void what_can_not_be_changed_is_explained_and_not_changed(String rest, String typed, int exitCode, String message) {
        record("managers: 3\n" + rest, "");
        List<String> before = engine.things();

        assertThat(console.run(("node " + typed).split(" "))).isEqualTo(exitCode);

        assertThat(console.err()).contains(message);
        assertThat(engine.things()).isEqualTo(before);
    }
}
