package dev.swarmlab.cli;

import dev.swarmlab.access.AccessArchive;
import dev.swarmlab.access.AccessBundle;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.LabContext;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.BindAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a student access to a lab, without access to the engine. */
@Command(
        name = "access",
        description = "Write a zip file with which a student's docker uses a lab.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab up labs/quickstart.yml --bind 192.0.2.10",
            "  swarmlab access quickstart --out ann.zip --valid 12h",
            "",
            "The lab must have an address that the student can reach: see up --bind. The file",
            "holds a client certificate with its key, a Docker context to import, and",
            "instructions. It opens this lab only, and gives all rights in its nodes."
        })
final class AccessCommand implements Callable<Integer>, UsesEngine {

    /** What the docker CLI accepts as the name of a context. */
    private static final Pattern CONTEXT = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.+-]+");

    private final Console console;

    @Mixin
    private LabArgument labArgument = new LabArgument();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Zip file to write, as in ann.zip.")
    private Path out = Path.of("");

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            converter = BindConverter.class,
            description = "Address at which the student reaches a lab with --bind 0.0.0.0.")
    private @Nullable BindAddress address;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Name of the Docker context and the folder in the file. Default: swarmlab-LAB")
    private @Nullable String context;

    @Option(
            names = "--valid",
            paramLabel = "LIFETIME",
            defaultValue = "30d",
            converter = LifetimeConverter.class,
            description = "How long the certificate is valid, as in 12h or 30d. Default: 30d")
    private Duration lifetime = Duration.ofDays(30);

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    AccessCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (context != null && (!CONTEXT.matcher(context).matches() || context.equals("default"))) {
            throw Failure.of(FailureKind.WRONG_INPUT, "a Docker context can't have the name " + context)
                    .advise("Write letters, digits and the characters _ . + - as in: --context quickstart-ann");
        }
        AccessArchive archive = AccessArchive.at(out);
        try (Engine engine = engineOptions.openRunning(console)) {
            LabResources lab = labArgument.find(engine, engineOptions.parallel(), "swarmlab access");
            String name = context == null
                    ? LabContext.ofLab(lab.name(), engine.address()).name()
                    : context;
            AccessBundle bundle = AccessBundle.issue(engine, lab, NodeSelection.of(lab, null), address, name, lifetime);
            String end = archive.write(bundle);
            console.out().println(archive.path());
            console.hint("Give it to the student. It opens " + lab.name() + " at " + bundle.address() + " until " + end
                    + ".");
            return ExitCode.DONE.number();
        }
    }
}
