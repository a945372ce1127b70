package dev.swarmlab.cli;

import dev.swarmlab.rehearsal.Rehearsal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lets Java see which classes a lab's life takes; only the launcher calls it, see {@link Rehearsal}. */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Play through a lab's life without an engine.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  swarmlab rehearse"})
final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        boolean worked = Rehearsal.of((in, dockerHost, arguments) -> CommandLineTool.run(
                new Console(in, nowhere, nowhere, Map.of("DOCKER_HOST", dockerHost), false), arguments));
        return (worked ? ExitCode.DONE : ExitCode.FAILED).number();
    }
}
