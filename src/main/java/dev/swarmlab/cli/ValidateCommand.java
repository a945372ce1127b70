package dev.swarmlab.cli;

import dev.swarmlab.descriptor.DescriptorReader;
import dev.swarmlab.descriptor.DescriptorSource;
import dev.swarmlab.descriptor.LabDescriptor;
import dev.swarmlab.descriptor.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "A lab descriptor; - reads standard input.")
    private List<String> files = List.of();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DescriptorReader reader = new DescriptorReader(console.environment(), Path.of(""));
        boolean allValid = true;
        for (String file : files) {
            allValid &= isValid(reader, DescriptorSource.of(file, console.in()));
        }
        return (allValid ? ExitCode.DONE : ExitCode.WRONG_INPUT).number();
    }

    private boolean isValid(DescriptorReader reader, DescriptorSource source) {
        Reading reading = reader.read(source);
        if (reading instanceof Reading.Invalid invalid) {
            invalid.problems().forEach(problem -> console.err().print(problem.render()));
            return false;
        }
        console.out().println(source.name() + ": valid: " + summary(((Reading.Valid) reading).descriptor()));
        return true;
    }

    private static String summary(LabDescriptor lab) {
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
