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
 * The changes that the engine makes to the host: bridges, firewall rules, IP forwarding and cgroups. They are undone
 * when the engine stops. Changes that other programs may need are kept, and changes by other programs are not touched.
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

    /** Records the host's network before the engine starts. */
    void record(Path root, Deadline deadline) throws IOException {
        run("record", "recording the host's network", root, "", deadline);
    }

    /** Undoes the engine's changes since {@link #record} and says which it keeps. Does nothing without a record. */
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
