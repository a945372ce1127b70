package dev.swarmlab.labfile.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabFileJsonSchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(LabFileJsonSchema.text());

    @Test
    void the_schema_in_docs_is_the_one_that_swarmlab_prints() throws IOException {
        assertThat(Files.readString(Path.of("docs/lab.schema.json")))
                .as("run ./swarmlab schema > docs/lab.schema.json")
                .isEqualTo(LabFileJsonSchema.text() + "\n");
    }

    @Test
    void the_schema_is_itself_valid() throws IOException {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(new ObjectMapper().readTree(LabFileJsonSchema.text())))
                .isEmpty();
    }

    static Stream<String> valid() throws IOException {
        Stream<String> forms = ValidLabFileTest.forms().map(form -> "name: lab\n" + form.get()[0]);
        Stream<String> whole = Stream.concat(ValidLabFileTest.checks(), ValidLabFileTest.actions())
                .map(arguments -> (String) arguments.get()[0]);
        return Stream.of(Stream.of("name: lab", ValidLabFiles.EVERYTHING, quickstart()), forms, whole)
                .flatMap(yaml -> yaml);
    }

    private static String quickstart() throws IOException {
        return Files.readString(Path.of("labs/quickstart.yml"));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void accepts_files_that_the_reader_accepts(String yaml) {
        assertThat(SCHEMA.validate(YamlAsJson.of(yaml))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.swarmlab.labfile.reader.InvalidLabFile#ofTheWrongForm")
    void refuses_values_of_the_wrong_form(InvalidLabFile invalid) {
        assertThat(SCHEMA.validate(YamlAsJson.of(invalid.yaml()))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: ${LAB}",
                "name: lab\nworkers: ${N}",
                "name: lab\nworkers: [{availability: $A}]",
                "name: lab\nchecks: [{name: a, node: $N, state: $S, within: $W}]",
                "name: lab\nchecks: [{name: a, service: $N, only: $O}]",
                "name: lab\nscenarios: [{name: a, actions: [{start: $N}]}]"
            })
    void accepts_a_variable_for_any_value(String yaml) {
        assertThat(SCHEMA.validate(YamlAsJson.of(yaml))).isEmpty();
    }
}
