package dev.swarmlab.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidDescriptorTest {

    @ParameterizedTest
    @MethodSource({
        "dev.swarmlab.descriptor.InvalidYaml#all",
        "dev.swarmlab.descriptor.InvalidFields#names",
        "dev.swarmlab.descriptor.InvalidFields#ofTheWrongForm",
        "dev.swarmlab.descriptor.InvalidFields#ofTheWrongValue",
        "dev.swarmlab.descriptor.InvalidFields#checksOfTheWrongForm",
        "dev.swarmlab.descriptor.InvalidFields#checksOfTheWrongValue"
    })
    void one_mistake_is_one_problem_at_its_place(InvalidDescriptor invalid, @TempDir Path folder) {
        SampleFiles.in(folder);
        DescriptorReader reader = new DescriptorReader(InvalidDescriptor.ENVIRONMENT, folder, UnsupportedKeys.NOTHING);

        Reading reading = reader.read(new DescriptorSource.StandardInput(
                new ByteArrayInputStream(invalid.yaml().getBytes(StandardCharsets.UTF_8))));

        assertThat(reading).isInstanceOfSatisfying(Reading.Invalid.class, refused -> {
            assertThat(refused.problems()).hasSize(1);
            Problem problem = refused.problems().get(0);
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(invalid.position());
            assertThat(problem.message()).contains(invalid.message());
            assertThat(problem.advice()).contains(invalid.advice());
        });
    }
}
