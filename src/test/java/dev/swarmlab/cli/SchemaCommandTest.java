package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.labfile.reader.LabFileJsonSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCommandTest {

    @Test
    void prints_the_schema_and_nothing_else() {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run("schema")).isZero();
        assertThat(console.out()).isEqualTo(LabFileJsonSchema.text() + "\n");
        assertThat(console.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"schema, $schema=../docs/lab.schema.json", "validate, swarmlab validate labs/quickstart.yml"})
    void help_ends_with_an_example(String command, String example) {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run(command, "--help")).isZero();
        assertThat(console.out()).contains("Example", example);
    }
}
