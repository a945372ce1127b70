package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.stack.StackDeployment;
import dev.swarmlab.provision.stack.StackList;
import dev.swarmlab.provision.stack.StackRemoval;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.stackfile.StackFileReader;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys, lists and removes stacks. */
@Command(
        name = "stack",
        description = "Deploy, list and remove a lab's stacks.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  swarmlab stack deploy echo stack/echo.yml",
            "  swarmlab stack ls",
            "  swarmlab stack rm echo"
        })
final class StackCommand implements UsesEngine {

    private static final String TIMEOUT = "5m";

    private final Console console;

    StackCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "deploy",
            description = "Deploy a stack file and wait until every service runs.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab stack deploy echo stack/echo.yml",
                "",
                "Variables in the file are those of the environment, and REGISTRY, ENDPOINT_MODE",
                "and PUBLISH_MODE, which the lab sets. Services that the file no longer contains",
                "are removed."
            })
    int deploy(
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions,
            @Parameters(paramLabel = "NAME", description = "Stack name.") String name,
            @Parameters(paramLabel = "FILE", description = "Stack file in the Compose format.") String file,
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = TIMEOUT,
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: " + TIMEOUT)
                    Duration timeout) {
        StackFile stack = new StackFileReader(console.environment()).readOrFail(file);
        Progress progress = console.progress();
        return inLab(labOption, engineOptions, "swarmlab stack deploy", lab -> {
            progress.lab(lab.name());
            Deadline deadline = Deadline.in(timeout);
            String command = "swarmlab stack deploy " + name;
            return LabLock.hold(lab.engine(), progress, lab.name(), command, deadline, () -> {
                progress.begin(Step.STACKS, 1);
                StackDeployment deployment = new StackDeployment(lab);
                progress.during(Step.STACKS, name, () -> deployment.run(name, stack, deadline));
                deployment.settle(deadline);
                return ExitCode.DONE.number();
            });
        });
    }

    @Command(
            name = "ls",
            description = "List the services of the stacks and their running tasks.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  swarmlab stack ls -o json"})
    int list(@Mixin LabArgument labArgument, @Mixin OutputOption output, @Mixin EngineOptions engineOptions) {
        return inLab(labArgument, engineOptions, "swarmlab stack ls", lab -> {
            List<StackList.Row> rows = StackList.of(lab.view());
            output.print(console, rows, () -> StackList.table(rows));
            return ExitCode.DONE.number();
        });
    }

    @Command(
            name = "rm",
            description = "Remove stacks and wait until their last task has ended.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  swarmlab stack rm echo"})
    int remove(
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions,
            @Parameters(paramLabel = "NAME", arity = "1..*", description = "Stack names.") List<String> names,
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = TIMEOUT,
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: " + TIMEOUT)
                    Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        Progress progress = console.progress();
        return inLab(labOption, engineOptions, "swarmlab stack rm", lab -> {
            progress.lab(lab.name());
            String command = "swarmlab stack rm " + String.join(" ", names);
            return LabLock.hold(lab.engine(), progress, lab.name(), command, deadline, () -> {
                for (String name : names) {
                    boolean exists = !lab.view().stack(name).isEmpty();
                    new StackRemoval(lab).run(name, deadline);
                    progress.say(exists ? "removed the stack " + name : "there is no stack named " + name);
                }
                return ExitCode.DONE.number();
            });
        });
    }

    private int inLab(LabName lab, EngineOptions engineOptions, String command, ToIntFunction<LabClient> work) {
        try (Engine engine = engineOptions.openRunning(console);
                LabClient client = LabClient.of(engine, lab.find(engine, engineOptions.parallel(), command))) {
            return work.applyAsInt(client);
        }
    }
}
