package dev.swarmlab.diagnostics;

import dev.swarmlab.report.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The file that tells what the other files contain. */
final class FileList {

    static final String NAME = "README.txt";

    private FileList() {}

    /**
     * The text of the file.
     *
     * @param ofLab the files about the whole lab
     * @param unavailable the names of the files that contain an error
     */
    static String of(String lab, List<DiagnosticFile> ofLab, List<String> unavailable) {
        Table labFiles = new Table("FILE", "CONTENT");
        ofLab.forEach(file -> labFiles.row(file.name(), file.description()));
        Table nodeFiles = new Table("FILE", "CONTENT");
        NodeFiles.descriptions().forEach((ending, description) -> nodeFiles.row("NODE" + ending, description));
        StringBuilder text = new StringBuilder("Diagnostics of the lab " + lab + ", collected by swarmlab at "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n\n");
        text.append(labFiles.text());
        text.append(
                "\nFiles of each node. A node that is not running, the registry and the cache have the first two only:\n\n");
        text.append(nodeFiles.text());
        if (!unavailable.isEmpty()) {
            text.append("\nThese files contain an error instead of their content:\n\n");
            unavailable.forEach(name -> text.append(name).append('\n'));
        }
        text.append("\nswarmlab wrote " + Redaction.REMOVED + " in place of private keys, tokens, passwords that it\n"
                + "recognised, and values of the variables of the lab file. Logs and your lab file may\n"
                + "contain other secrets: read the files before you pass them on.\n");
        return text.toString();
    }
}
