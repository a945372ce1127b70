package dev.swarmlab.engine.local;

import dev.swarmlab.process.Program;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What the engine changes on the host: bridges, firewall rules, forwarding and cgroups. */
final class HostState {

    private final PrivateEngineFiles files;
    private final SearchPath searchPath;

    HostState(PrivateEngineFiles files, SearchPath searchPath) {
        this.files = files;
        this.searchPath = searchPath;
    }

    void remember(Path root, Deadline deadline) throws IOException {
        run("remember", "looking at the host's network", root, deadline);
    }

    /** Takes back what has changed since; nothing when nothing was remembered. */
    void restore(Path root, Deadline deadline) throws IOException {
        run("restore", "putting the host's network back as it was", root, deadline);
    }

    private void run(String action, String what, Path root, Deadline deadline) throws IOException {
        Path script = Scripts.HOST_STATE.copyTo(files.run());
        Program.of(
                        "unshare",
                        "--mount",
                        "sh",
                        script.toString(),
                        action,
                        root.toString(),
                        files.before().toString())
                .with(Map.of("PATH", searchPath.toString()))
                .run(what, files.stepLog(), deadline);
    }
}
