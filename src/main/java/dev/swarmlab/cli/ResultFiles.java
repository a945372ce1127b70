package dev.swarmlab.cli;

import dev.swarmlab.drill.LabTestReport;
import dev.swarmlab.drill.LabTestResult;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files with the results of tests in the XML format of JUnit, one for each lab. The name is {@code TEST-LAB.xml}, by
 * which CI servers find reports. Safe for use by several threads.
 */
final class ResultFiles {

    private final Path folder;
    private final Set<Path> written = new HashSet<>();

    /** @throws Failure when the folder does not exist and can't be created */
    ResultFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't create the folder " + folder + " of --output-dir")
                    .because(exception.toString())
                    .advise("Name a folder that you can write.");
        }
    }

    /** Writes the result of a lab. A file of an earlier command is replaced. */
    synchronized void write(LabTestResult result) {
        Path file = folder.resolve("TEST-" + result.lab() + ".xml");
        for (int number = 2; !written.add(file); number++) {
            file = folder.resolve("TEST-" + result.lab() + "-" + number + ".xml");
        }
        try {
            Files.writeString(file, new LabTestReport(List.of(result)).junit().text());
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't write the results of " + result.lab() + " to " + file)
                    .because(exception.toString());
        }
    }
}
