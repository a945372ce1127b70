package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.graph.GraphFormat;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the current state of a lab. */
@Command(
        name = "graph",
        description = "Draw a lab as an SVG, PNG or Mermaid diagram.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab graph > lab.svg",
            "  swarmlab graph quickstart --to lab.png",
            "  swarmlab graph -o mermaid",
            "",
            "PNG needs fonts on this machine. Mermaid is text that GitHub draws in a code",
            "block named mermaid."
        })
final class GraphCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private LabArgument labArgument = new LabArgument();

    @Option(
            names = {"-o", "--format"},
            paramLabel = "svg|png|mermaid",
            description = "Output format: svg, png or mermaid. Default: by the extension of --to, else svg")
    private @Nullable GraphFormat format;

    /** The name of {@code --format} in earlier versions. */
    @Option(names = "--output", hidden = true, paramLabel = "svg|png|mermaid")
    private @Nullable GraphFormat formerFormat;

    @Option(names = "--to", paramLabel = "FILE", description = "File to write, as in lab.png. Default: standard output")
    private @Nullable Path file;

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    GraphCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        GraphFormat wanted = wanted();
        try (Engine engine = engineOptions.openRunning(console)) {
            LabResources lab = labArgument.find(engine, engineOptions.parallel(), "swarmlab graph");
            try (LabClient open = LabClient.of(engine, lab)) {
                draw(open, wanted);
            }
        }
        return ExitCode.DONE.number();
    }

    void draw(LabClient open, GraphFormat wanted) {
        byte[] drawing = wanted.draw(open.labView());
        if (file == null) {
            console.out().writeBytes(drawing);
            console.out().flush();
            return;
        }
        try {
            Files.write(file, drawing);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't write " + file)
                    .because(exception.toString())
                    .causedBy(exception);
        }
    }

    GraphFormat wanted() {
        GraphFormat chosen = format == null ? formerFormat : format;
        if (file == null) {
            GraphFormat wanted = chosen == null ? GraphFormat.SVG : chosen;
            // The launcher knows whether it is a terminal; Java can't tell.
            if (wanted == GraphFormat.PNG && Boolean.getBoolean("swarmlab.interactive")) {
                throw Failure.of(FailureKind.WRONG_INPUT, "a terminal can't show a PNG")
                        .advise("Name a file, as in --to lab.png, or redirect: swarmlab graph -o png > lab.png");
            }
            return wanted;
        }
        if (chosen != null) {
            return chosen;
        }
        return GraphFormat.of(file).orElseThrow(() -> Failure.of(
                        FailureKind.WRONG_INPUT, "the extension of " + file + " is not that of a diagram")
                .advise("Name a file that ends with .svg, .png or .mmd, or add -o svg, -o png or -o mermaid."));
    }
}
