package dev.swarmlab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The processes and mounts of this host, including those in other namespaces. */
public final class HostProcesses {

    private HostProcesses() {}

    /** Runs a program to its end and returns its output. Fails when the exit status is not 0. */
    public static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new AssertionError(exception);
        }
    }

    /** The command lines of all processes, which {@code ps} shows to every user. */
    public static List<String> commandLines() {
        return ofEachProcess("cmdline").map(text -> text.replace('\0', ' ')).toList();
    }

    /** Lines about processes and mounts that have one of these texts, such as a container's id or a volume's name. */
    public static List<String> mentioning(Collection<String> names) {
        return Stream.of("cmdline", "cgroup", "mountinfo")
                .flatMap(HostProcesses::ofEachProcess)
                .flatMap(String::lines)
                .filter(line -> names.stream().anyMatch(line::contains))
                .distinct()
                .toList();
    }

    private static Stream<String> ofEachProcess(String file) {
        return ProcessHandle.allProcesses()
                .map(process -> Path.of("/proc", String.valueOf(process.pid()), file))
                .flatMap(HostProcesses::read);
    }

    private static Stream<String> read(Path file) {
        try {
            return Stream.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException hasEnded) {
            return Stream.empty();
        }
    }
}
