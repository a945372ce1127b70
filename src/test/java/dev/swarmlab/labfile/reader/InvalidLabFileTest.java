package dev.swarmlab.labfile.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.yaml.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidLabFileTest {

    @ParameterizedTest
    @MethodSource("dev.swarmlab.labfile.reader.InvalidLabFile#all")
    void reports_one_mistake_as_one_problem_at_its_position(InvalidLabFile invalid, @TempDir Path folder) {
        SampleFiles.in(folder);
        LabFileReader reader = new LabFileReader(InvalidLabFile.ENVIRONMENT, folder);

        ReadResult reading = reader.read(new LabFileSource.StandardInput(
                new ByteArrayInputStream(invalid.yaml().getBytes(StandardCharsets.UTF_8))));

        assertThat(reading).isInstanceOfSatisfying(ReadResult.Invalid.class, refused -> {
            assertThat(refused.problems()).hasSize(1);
            Problem problem = refused.problems().get(0);
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(invalid.position());
            assertThat(problem.message()).contains(invalid.message());
            assertThat(problem.advice()).contains(invalid.advice());
        });
    }
}
