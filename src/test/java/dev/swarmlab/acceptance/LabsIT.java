package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code swarmlab test} on every file in {@code labs}, two at a time where they publish different ports. */
class LabsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(40);

    @Test
    void every_lab_passes_its_checks_and_drills_and_leaves_no_resources(@TempDir Path results) throws IOException {
        List<String> labs = labs();
        ProcessResult result = test(labs, results).run(PATIENCE);

        System.out.println(result.out());
        result.succeeded();
        assertThat(result.out().lines().filter(line -> line.startsWith("✓ "))).hasSameSizeAs(labs);
        assertThat(result.out().lines().filter(line -> line.startsWith("- ")))
                .as("only checks that need ip_vs may be unavailable")
                .allSatisfy(line -> assertThat(line).contains("this kernel has no ip_vs"));
        assertThat(labs).allSatisfy(lab -> assertThat(results.resolve("TEST-" + name(lab) + ".xml"))
                .content()
                .contains("<testsuite name=\"" + name(lab) + "\"", "failures=\"0\""));
        try (OuterEngine engine = OuterEngine.open()) {
            assertThat(labs)
                    .allSatisfy(lab -> assertThat(engine.resourcesOf(name(lab))).isEmpty());
        }
    }

    private static SwarmLabProcess test(List<String> labs, Path results) {
        List<String> options = List.of("test", "--jobs", "2", "--output-dir", results.toString());
        return SwarmLabProcess.of(Stream.concat(options.stream(), labs.stream()).toArray(String[]::new));
    }

    private static String name(String lab) {
        return lab.replaceAll(".*/|\\.yml", "");
    }

    private static List<String> labs() throws IOException {
        Path folder = SwarmLabProcess.home().resolve("labs");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }
}
