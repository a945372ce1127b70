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
    void the_extension_of_the_file_name_determines_the_format(Path file, GraphFormat format) {
        assertThat(GraphFormat.of(file).orElse(null)).isEqualTo(format);
    }
}
