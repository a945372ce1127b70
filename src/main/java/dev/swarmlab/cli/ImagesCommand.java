package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.ArchiveSource;
import dev.swarmlab.provision.ArchiveTarget;
import dev.swarmlab.provision.ArchivedImage;
import dev.swarmlab.provision.ImagesLoad;
import dev.swarmlab.provision.ImagesSave;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves the images of labs in an archive, and loads them on another engine. */
@Command(
        name = "images",
        description = "Save the images of labs in a file, and load them elsewhere.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  swarmlab images save images.tar labs/quickstart.yml",
            "  swarmlab images load images.tar",
            "",
            "The file has the format of docker save. After load, up needs neither a registry",
            "nor a build for the same lab files and the same version of swarmlab."
        })
final class ImagesCommand implements UsesEngine {

    private static final String STREAM = "-";
    private static final String TIMEOUT = "15m";

    /** The time in which a private engine must have started. */
    private static final Duration START = Duration.ofMinutes(5);

    private final Console console;

    ImagesCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "save",
            description = "Save the images that lab files need in one file.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab images save images.tar labs/quickstart.yml",
                "  swarmlab images save images.tar labs/*.yml",
                "  swarmlab images save - labs/quickstart.yml | gzip > images.tar.gz",
                "",
                "save uses, pulls or builds the images as up does: of nodes, registry and cache,",
                "and those that the lab file lists. Each image is saved once. Images that only",
                "stack files name are not saved: add them to images in the lab file. An existing",
                "FILE is replaced. docker load reads FILE too."
            })
    int save(
            @Parameters(index = "0", paramLabel = "FILE", description = "File to write; - writes standard output.")
                    String file,
            @Parameters(
                            index = "1..*",
                            arity = "1..*",
                            paramLabel = "LABFILE",
                            description = "Lab files; - reads standard input.")
                    List<String> labFiles,
            @Mixin OverrideOptions overrideOptions,
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = TIMEOUT,
                            converter = DurationConverter.class,
                            description = "Give up pulling and building after this time, as in 90s or 5m. Default: "
                                    + TIMEOUT)
                    Duration timeout,
            @Option(
                            names = {"-q", "--quiet"},
                            fallbackValue = "true",
                            description = "Print errors only, and with -o json or -o yaml the result.")
                    boolean quiet,
            @Mixin OutputOption output,
            @Mixin EngineOptions engineOptions) {
        ArchiveTarget target = target(file, output);
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        List<LabFile> labs = labFiles.stream()
                .map(name -> LabFileSource.of(name, console.in()))
                .map(source ->
                        reader.readOrFail(source, overrideOptions.overrides()).labFile())
                .toList();
        Progress progress = console.progress(quiet);
        EngineAccess access = engineOptions.access(console, progress::say);
        Deadline deadline = Deadline.in(timeout);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.openForManyTasks(deadline)) {
            List<ArchivedImage> saved = new ImagesSave(
                            engine, new ImageSupply(engine, access.recipes()), engineOptions.parallel(), progress)
                    .run(labs, target, deadline);
            interruption.tooLate();
            if (target.file() != null) {
                print(saved, output, quiet);
            } else if (!quiet) {
                console.say(ArchivedImage.table(saved).stripTrailing());
            }
            return ExitCode.DONE.number();
        }
    }

    private ArchiveTarget target(String file, OutputOption output) {
        if (!file.equals(STREAM)) {
            return ArchiveTarget.file(Path.of(file));
        }
        if (!output.isTable()) {
            throw Failure.of(
                            FailureKind.WRONG_INPUT, "standard output can't be both the archive and the list of images")
                    .advise("Name a file, as in images.tar, or leave --output out.");
        }
        // The launcher knows whether it is a terminal; Java can't tell.
        if (Boolean.getBoolean("swarmlab.interactive")) {
            throw Failure.of(FailureKind.WRONG_INPUT, "a terminal can't show an archive")
                    .advise("Name a file, as in images.tar, or redirect: swarmlab images save - LABFILE > images.tar");
        }
        return ArchiveTarget.standardOutput(console.out());
    }

    @Command(
            name = "load",
            description = "Load the images of a file into the engine.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab images load images.tar",
                "  gzip -dc images.tar.gz | swarmlab images load -",
                "",
                "load also reads files of docker save, and compressed files. An image of the",
                "engine that has the same name loses this name."
            })
    int load(
            @Parameters(index = "0", paramLabel = "FILE", description = "File to read; - reads standard input.")
                    String file,
            @Option(
                            names = {"-q", "--quiet"},
                            fallbackValue = "true",
                            description = "Print errors only, and with -o json or -o yaml the result.")
                    boolean quiet,
            @Mixin OutputOption output,
            @Mixin EngineOptions engineOptions) {
        ArchiveSource source =
                file.equals(STREAM) ? ArchiveSource.standardInput(console.in()) : ArchiveSource.file(Path.of(file));
        Progress progress = console.progress(quiet);
        EngineAccess access = engineOptions.access(console, progress::say);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.openForManyTasks(Deadline.in(START))) {
            List<ArchivedImage> loaded = new ImagesLoad(engine, progress).run(source);
            interruption.tooLate();
            print(loaded, output, quiet);
            return ExitCode.DONE.number();
        }
    }

    private void print(List<ArchivedImage> images, OutputOption output, boolean quiet) {
        if (!quiet || !output.isTable()) {
            output.print(console, images, () -> ArchivedImage.table(images));
        }
    }
}
