package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads descriptors and says what is wrong with them; touches no engine. */
@Command(
        name = "validate",
        description = "Check lab descriptors without starting anything.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  swarmlab validate labs/quickstart.yml",
            "",
            "Exit code 2 when a file is not valid; every problem is shown with its place."
        })
final class ValidateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private FileArguments fileArguments = new FileArguments();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        boolean allValid = true;
        for (String file : fileArguments.names()) {
            allValid &= isValid(reader, LabFileSource.of(file, console.in()));
        }
        return (allValid ? ExitCode.DONE : ExitCode.WRONG_INPUT).number();
    }

    private boolean isValid(LabFileReader reader, LabFileSource source) {
        ReadResult reading = reader.read(source);
        if (reading instanceof ReadResult.Invalid invalid) {
            invalid.problems().forEach(problem -> console.say(problem.render().stripTrailing()));
            return false;
        }
        console.out().println(source.name() + ": valid: " + summary(((ReadResult.Valid) reading).labFile()));
        return true;
    }

    private static String summary(LabFile lab) {
        return String.join(
                ", ",
                counted(lab.managerCount(), "manager"),
                counted(lab.workerCount(), "worker"),
                counted(lab.images().size(), "image"));
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
