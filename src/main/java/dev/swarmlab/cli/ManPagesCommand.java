package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the manual pages of all commands, for packages. */
@Command(
        name = "man-pages",
        hidden = true,
        description = "Write the manual pages of all commands to a folder.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  swarmlab man-pages target/man"})
final class ManPagesCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "Folder for the pages. It is created if it does not exist.")
    private Path folder = Path.of("");

    ManPagesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            Files.createDirectories(folder);
            Map<String, String> pages = ManPage.all(CommandLineTool.withAllCommands(console), Version.number());
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(folder.resolve(page.getKey()), page.getValue());
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return ExitCode.DONE.number();
    }
}
