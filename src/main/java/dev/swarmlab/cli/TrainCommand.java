package dev.swarmlab.cli;

import dev.swarmlab.aot.TrainingRun;
import dev.swarmlab.console.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The training run for the AOT cache or CDS archive; only the launcher calls it, see {@link TrainingRun}. */
@Command(
        name = "train",
        hidden = true,
        description = "Run commands against a stub engine, so that Java can record their classes.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  swarmlab train"})
final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        boolean worked = TrainingRun.of((in, dockerHost, arguments) -> CommandLineTool.run(
                new Console(in, nowhere, nowhere, Map.of("DOCKER_HOST", dockerHost), false), arguments));
        return (worked ? ExitCode.DONE : ExitCode.FAILED).number();
    }
}
