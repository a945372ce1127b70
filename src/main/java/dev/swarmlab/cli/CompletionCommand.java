package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the script that lets a shell complete commands, options and names. */
@Command(
        name = "completion",
        description = "Print the completion script for a shell.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  source <(swarmlab completion bash)          # in ~/.bashrc",
            "  source <(swarmlab completion zsh)           # in ~/.zshrc, after compinit",
            "  swarmlab completion fish | source           # in ~/.config/fish/config.fish",
            "",
            "The script completes commands, options, and the names of labs and nodes on the",
            "engine. It completes no names on an engine behind ssh://, which may ask for a",
            "password."
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells for which there is a script. */
    enum CompletedShell {
        BASH,
        ZSH,
        FISH
    }

    private final Console console;

    @Parameters(paramLabel = "bash|zsh|fish", description = "Your shell.")
    private CompletedShell shell = CompletedShell.BASH;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String script = "completion." + shell.name().toLowerCase(Locale.ROOT);
        try (InputStream resource = CompletionCommand.class.getResourceAsStream(script)) {
            if (resource == null) {
                throw new IllegalStateException(script + " is missing in swarmlab's jar");
            }
            console.out().writeBytes(resource.readAllBytes());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        console.out().flush();
        return ExitCode.DONE.number();
    }
}
