package dev.swarmlab.engine.local;

import dev.swarmlab.process.Program;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the engine changes on the host: bridges, firewall rules, forwarding and cgroups. Only what the engine made is
 * removed; what others made, or may rely on by now, stays.
 */
final class HostState {

    private final PrivateEngineFiles files;
    private final SearchPath searchPath;
    private final Consumer<String> say;

    HostState(PrivateEngineFiles files, SearchPath searchPath, Consumer<String> say) {
        this.files = files;
        this.searchPath = searchPath;
        this.say = say;
    }

    void remember(Path root, Deadline deadline) throws IOException {
        run("remember", "recording the host's network", root, "", deadline);
    }

    /** Removes what the engine has made since, and says what it leaves for others; nothing when nothing was recorded. */
    void restore(Path root, Deadline deadline) throws IOException {
        String other = OtherDaemon.find().map(OtherDaemon::description).orElse("");
        run("restore", "removing the private engine's bridges and firewall rules", root, other, deadline);
        if (Files.exists(files.leftForOthers())) {
            Files.readAllLines(files.leftForOthers()).forEach(say);
            Files.delete(files.leftForOthers());
        }
    }

    private void run(String action, String what, Path root, String other, Deadline deadline) throws IOException {
        Path script = Scripts.HOST_STATE.copyTo(files.run());
        Program.of(
                        "unshare",
                        "--mount",
                        "sh",
                        script.toString(),
                        action,
                        root.toString(),
                        files.before().toString(),
                        files.data().toString(),
                        other)
                .with(Map.of("PATH", searchPath.toString()))
                .run(what, files.stepLog(), deadline);
    }
}
