package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every lab that comes with swarmlab, from beginning to end. */
class LabsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(40);

    @Test
    void every_lab_comes_up_passes_its_checks_and_drills_and_leaves_nothing() throws IOException {
        List<String> command = new ArrayList<>(List.of("test"));
        command.addAll(labs());

        ProcessResult test = SwarmLabProcess.of(command.toArray(String[]::new)).run(PATIENCE);

        System.out.println(test.out());
        test.succeeded();
        assertThat(test.out().lines().filter(line -> line.startsWith("✓ "))).hasSameSizeAs(labs());
        assertThat(test.out().lines().filter(line -> line.startsWith("- ")))
                .as("only what needs ip_vs may be unavailable")
                .allSatisfy(line -> assertThat(line).contains("this kernel has no ip_vs"));
        try (OuterEngine engine = OuterEngine.open()) {
            assertThat(labs()).allSatisfy(lab -> assertThat(engine.thingsOf(lab.replaceAll(".*/|\\.yml", "")))
                    .isEmpty());
        }
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
