package dev.swarmlab.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MermaidFlowchartTest {

    private static List<String> lines(SampleLab lab) {
        return MermaidFlowchart.of(lab.view()).lines().map(String::strip).toList();
    }

    @Test
    void nodes_are_subgraphs_with_their_tasks() {
        assertThat(lines(SampleLab.degraded()))
                .startsWith("flowchart LR")
                .containsSubsequence(
                        "subgraph node0[\"manager · manager · stopped\"]",
                        "box7[\"api.3\"]:::note69f00",
                        "end",
                        "style node0 fill:#ffffff,stroke:#cf222e,color:#24292f,stroke-width:2px,stroke-dasharray:4 3",
                        "subgraph node1[\"manager02 · leader · ready\"]",
                        "box8[\"api.2\"]:::ise69f00",
                        "node0 ~~~ node1 ~~~ node2",
                        "classDef ise69f00 fill:#e69f00,stroke:#e69f00,color:#000000")
                .containsSubsequence(
                        "subgraph node3[\"worker01 · worker · ready\"]", "box4[\"region#61;east\"]:::plain")
                .containsSubsequence(
                        "subgraph node4[\"worker02 · worker · ready · drain\"]", "box6[\"no tasks\"]:::plain");
    }

    @Test
    void waiting_tasks_services_and_networks_have_subgraphs() {
        assertThat(lines(SampleLab.degraded()))
                .containsSubsequence(
                        "subgraph waiting[\"waiting for a node\"]",
                        "box0[\"api.4\"]:::note69f00",
                        "subgraph services[\"services\"]",
                        "box1[\"echo_api 2/4<br/>8000 → 80/tcp\"]:::ise69f00",
                        "box2[\"web 1/1\"]:::is009e73",
                        "subgraph networks[\"overlay networks\"]",
                        "box3[\"localnet<br/>10.0.1.0/24 · encrypted\"]:::plain",
                        "waiting ~~~ services ~~~ networks");
    }

    @Test
    void a_lab_without_services_has_only_nodes() {
        assertThat(lines(new SampleLab("new").leader("manager")))
                .filteredOn(line -> line.startsWith("subgraph"))
                .containsExactly("subgraph node0[\"manager · leader · ready\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"]; click x | #34;#93;#59; click x",
                "<img src=x> | #60;img src#61;x#62;",
                "a#quot;&amp; | a#35;quot#59;#38;amp#59;",
                "`**md**` | #96;#42;#42;md#42;#42;#96;",
                "שירות 日本 | שירות 日本",
            })
    void names_are_escaped(String name, String written) {
        assertThat(MermaidLabel.of(name)).isEqualTo(written);
    }

    @Test
    void long_names_are_truncated() {
        assertThat(MermaidLabel.of("n".repeat(200), "", "b")).isEqualTo("n".repeat(59) + "…<br/>b");
    }
}
