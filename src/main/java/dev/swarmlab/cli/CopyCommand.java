package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.copy.CopyEnd;
import dev.swarmlab.copy.CopyFromNode;
import dev.swarmlab.copy.CopyToNode;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies files into a node or out of it. */
@Command(
        name = "cp",
        description = "Copy files into a node or out of it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab cp ./site manager:/tmp/site",
            "  swarmlab cp worker01:/var/log/app .",
            "  swarmlab cp manager:/etc/docker - | tar -t",
            "",
            "Write NODE:PATH for a path in a node, which may be stopped, and - for a tar",
            "archive on standard input or output. A file or folder is copied into a folder",
            "that exists, or gets the new name. With /. at its end, SRC means the content of",
            "the folder. Permissions are kept. Files in the node belong to root, others to",
            "you. Symbolic links that lead out of the copied folder are left out on this",
            "machine, and the exit code is 1."
        })
final class CopyCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Parameters(index = "0", paramLabel = "SRC", description = "What to copy, as in ./site or worker01:/var/log/app.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "DEST", description = "Where to copy it, as in manager:/tmp or the folder .")
    private String destination = "";

    @Mixin
    private LabOption labOption = new LabOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    CopyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CopyEnd from = CopyEnd.of(source);
        CopyEnd to = CopyEnd.of(destination);
        if (from instanceof CopyEnd.InNode == to instanceof CopyEnd.InNode) {
            throw wrongEnds(from);
        }
        try (Engine engine = engineOptions.openRunning(console)) {
            LabResources lab = labOption.find(engine, engineOptions.parallel(), "swarmlab cp");
            if (to instanceof CopyEnd.InNode end) {
                into(new CopyToNode(engine, node(lab, end)), from, end.path());
            } else if (from instanceof CopyEnd.InNode end) {
                outOf(new CopyFromNode(engine, node(lab, end)), end.path(), to);
            }
        }
        if (!(to instanceof CopyEnd.Archive)) {
            console.progress().say("copied " + source + " to " + destination);
        }
        return ExitCode.DONE.number();
    }

    private static EngineContainer node(LabResources lab, CopyEnd.InNode end) {
        return NodeSelection.existing(lab, end.node());
    }

    private void into(CopyToNode copy, CopyEnd from, String path) {
        if (from instanceof CopyEnd.OnThisMachine local) {
            copy.copy(local.path(), path);
        } else {
            copy.extract(console.in(), path);
        }
    }

    private void outOf(CopyFromNode copy, String path, CopyEnd to) {
        if (to instanceof CopyEnd.OnThisMachine local) {
            copy.copy(path, local.path());
        } else {
            copy.archive(path, console.out());
        }
    }

    private static Failure wrongEnds(CopyEnd from) {
        return from instanceof CopyEnd.InNode
                ? Failure.of(FailureKind.WRONG_INPUT, "cp does not copy from node to node")
                        .advise("Pass an archive on: swarmlab cp NODE:PATH - | swarmlab cp - NODE:FOLDER")
                : Failure.of(FailureKind.WRONG_INPUT, "neither SRC nor DEST is in a node")
                        .advise("Name a path in a node, as in manager:/tmp/site.");
    }
}
