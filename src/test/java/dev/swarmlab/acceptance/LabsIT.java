package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs {@code swarmlab test} on every file in {@code labs}. Labs that publish ports of the host run one after the
 * other, the other labs at the same time in a second process.
 */
class LabsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final Pattern HOST_PORTS = Pattern.compile("^(ports|registry):", Pattern.MULTILINE);

    @Test
    void every_lab_passes_its_checks_and_drills_and_leaves_no_resources() throws IOException {
        Map<Boolean, List<String>> byPorts = labs().stream().collect(Collectors.partitioningBy(LabsIT::hasHostPorts));
        List<StartedProcess> tests = byPorts.values().stream()
                .map(LabsIT::test)
                .map(SwarmLabProcess::start)
                .toList();

        List<ProcessResult> results;
        try {
            results = tests.stream().map(test -> test.await(PATIENCE)).toList();
        } finally {
            tests.forEach(test -> test.process().destroyForcibly()); // one that has ended is left alone
        }

        String report = results.stream().map(ProcessResult::out).collect(Collectors.joining("\n"));
        System.out.println(report);
        results.forEach(ProcessResult::succeeded);
        assertThat(report.lines().filter(line -> line.startsWith("✓ "))).hasSameSizeAs(labs());
        assertThat(report.lines().filter(line -> line.startsWith("- ")))
                .as("only checks that need ip_vs may be unavailable")
                .allSatisfy(line -> assertThat(line).contains("this kernel has no ip_vs"));
        try (OuterEngine engine = OuterEngine.open()) {
            assertThat(labs()).allSatisfy(lab -> assertThat(engine.resourcesOf(lab.replaceAll(".*/|\\.yml", "")))
                    .isEmpty());
        }
    }

    private static SwarmLabProcess test(List<String> labs) {
        return SwarmLabProcess.of(
                Stream.concat(Stream.of("test"), labs.stream()).toArray(String[]::new));
    }

    private static boolean hasHostPorts(String lab) {
        try {
            return HOST_PORTS.matcher(Files.readString(Path.of(lab))).find();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
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
