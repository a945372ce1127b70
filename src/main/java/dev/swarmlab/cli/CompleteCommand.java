package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Answers the scripts of {@link CompletionCommand}; see {@link Completion} for the answer. */
@Command(
        name = CompleteCommand.NAME,
        hidden = true,
        description = "Print the candidates for the last word, for completion in a shell.",
        mixinStandardHelpOptions = true,
        customSynopsis = "swarmlab " + CompleteCommand.NAME + " -- WORD...",
        preprocessor = AfterDelimiter.class,
        footer = {"", "Example:", "  swarmlab " + CompleteCommand.NAME + " -- status ''"})
final class CompleteCommand implements Callable<Integer>, AfterDelimiter.Starter {

    static final String NAME = "__complete";

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private List<String> words = List.of();

    CompleteCommand(Console console) {
        this.console = console;
    }

    @Override
    public void afterDelimiter(List<String> given) {
        words = given;
    }

    @Override
    public boolean passesOptionsOn() {
        return false;
    }

    @Override
    public Integer call() {
        Completion completion = new Completion(
                typed -> CommandLineTool.withCommands(console, typed).getCommandSpec(),
                new KnownNames(console, CommandLineTool.connector(spec)));
        completion.of(words).forEach(line -> console.out().println(line));
        return ExitCode.DONE.number();
    }
}
