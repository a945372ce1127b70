package dev.swarmlab.recipe;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Privileges;
import dev.swarmlab.process.Privileges.Capability;
import dev.swarmlab.process.Program;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The program that builds root filesystems from Debian packages: the one on the host, or else one that apt fetches into
 * swarmlab's cache. The host's packages are not changed.
 */
final class Mmdebstrap implements PackageTools {

    private static final String NAME = "mmdebstrap";
    private static final String FETCH = "fetch-mmdebstrap";

    private final Path folder;
    private final Optional<Privileges> privileges;
    private final SearchPath searchPath;
    private final Consumer<String> say;

    Mmdebstrap(Path folder, Optional<Privileges> privileges, SearchPath searchPath, Consumer<String> say) {
        this.folder = folder;
        this.privileges = privileges;
        this.searchPath = searchPath;
        this.say = say;
    }

    @Override
    public Optional<Failure> reasonUnavailable() {
        String reason = reason();
        return reason == null
                ? Optional.empty()
                : Optional.of(Failure.of(FailureKind.FAILED, "cannot build images from packages on this host")
                        .because(reason));
    }

    private @Nullable String reason() {
        if (privileges.isEmpty()) {
            return "this is not Linux";
        }
        if (!privileges.get().isRoot()) {
            return "it needs root";
        }
        if (!privileges.get().has(Capability.CAP_SYS_ADMIN)) {
            return "root lacks CAP_SYS_ADMIN, as in a container without --privileged";
        }
        if (!searchPath.has(NAME) && !(searchPath.has("apt-get") && searchPath.has("dpkg-deb"))) {
            return "mmdebstrap is not installed and there is no apt-get to fetch it with";
        }
        return null;
    }

    /** In new namespaces, so that the mounts and processes of a recipe end with it, even when it is killed. */
    @Override
    public Program prepare(Deadline deadline) {
        Program isolated = Program.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc");
        if (searchPath.has(NAME)) {
            return isolated.with(Map.of("PATH", searchPath.toString()));
        }
        Path fetched = folder.resolve(NAME);
        if (!Files.isDirectory(fetched)) {
            fetch(fetched, deadline);
        }
        return isolated.with(
                Map.of("PATH", searchPath.startingWith(fetched.resolve("bin")).toString()));
    }

    private void fetch(Path fetched, Deadline deadline) {
        say.accept("Fetching mmdebstrap into swarmlab's cache, since it is not installed on this host");
        try (InputStream script = Mmdebstrap.class.getResourceAsStream(FETCH)) {
            if (script == null) {
                throw new IOException(FETCH + " is missing in swarmlab's jar");
            }
            Files.createDirectories(folder);
            Path copy = Files.createTempFile(folder, FETCH, "");
            try {
                Files.write(copy, script.readAllBytes());
                Program.of("sh", copy.toString(), fetched.toString())
                        .run("fetching mmdebstrap", folder.resolve(FETCH + ".log"), deadline);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "cannot fetch mmdebstrap")
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
    }
}
