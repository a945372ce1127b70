package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import dev.swarmlab.yaml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks lab files. */
@Command(
        name = "validate",
        description = "Check lab files, without an engine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab validate labs/quickstart.yml",
            "  swarmlab validate -o json labs/*.yml",
            "  swarmlab validate labs/discovery.yml --name discovery-ann --set workers=3",
            "",
            "The exit code is 2 if a file is not valid. Every problem is shown with its line",
            "and column."
        })
final class ValidateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private FileArguments fileArguments = new FileArguments();

    @Mixin
    private OverrideOptions overrideOptions = new OverrideOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            defaultValue = "table",
            description = "Output format: table, json or yaml. Default: table")
    private OutputFormat format = OutputFormat.TABLE;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        List<ValidationReport> reports = new ArrayList<>();
        for (String file : fileArguments.names()) {
            LabFileSource source = LabFileSource.of(file, console.in());
            ReadResult result = reader.read(source, overrideOptions.overrides());
            reports.add(ValidationReport.of(source.name(), result));
            if (format == OutputFormat.TABLE) {
                show(source, result);
            }
            if (result instanceof ReadResult.Invalid invalid) {
                console.annotate(invalid.problems().stream().map(Problem::place).toList());
            }
        }
        if (format != OutputFormat.TABLE) {
            console.out().print(Output.of(format, reports, reports::toString));
        }
        boolean allValid = reports.stream().allMatch(ValidationReport::valid);
        return (allValid ? ExitCode.DONE : ExitCode.WRONG_INPUT).number();
    }

    private void show(LabFileSource source, ReadResult result) {
        if (result instanceof ReadResult.Valid valid) {
            console.out().println(source.name() + ": valid: " + summary(valid.labFile()));
        } else if (result instanceof ReadResult.Invalid invalid) {
            invalid.problems().forEach(problem -> console.say(problem.render().stripTrailing()));
        }
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
