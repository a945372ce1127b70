package dev.swarmlab.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFormatTest {

    @ParameterizedTest
    @CsvSource({
        "lab.svg, SVG",
        "docs/a.lab.PNG, PNG",
        "lab.mmd, MERMAID",
        "lab.mermaid, MERMAID",
        "lab.jpg,",
        "svg,",
        "folder.svg/lab,",
    })
    void follows_from_the_ending_of_a_files_name(Path file, GraphFormat format) {
        assertThat(GraphFormat.of(file).orElse(null)).isEqualTo(format);
    }
}
