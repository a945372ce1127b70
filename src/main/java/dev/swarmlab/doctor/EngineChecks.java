package dev.swarmlab.doctor;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.failure.Failure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what an engine reports about itself. */
final class EngineChecks {

    static final String ENGINE = "engine";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");
    private static final int MINIMUM = 2010;
    private static final int OLDEST_MAINTAINED = 2300;
    private static final String INSTALL = "Install a newer engine: https://docs.docker.com/engine/install/";

    private EngineChecks() {}

    static List<Finding> of(EngineInfo info) {
        return List.of(version(info), root(info), storage(info));
    }

    static Finding missing(Failure failure) {
        String reason = failure.reason();
        String advice = failure.advice();
        return Finding.failed(
                ENGINE,
                failure.text(),
                (reason == null ? "" : reason + "\n")
                        + "The nodes of a lab are containers of a Docker engine. The other checks need an engine too.",
                advice == null ? "Start Docker, or name an engine with DOCKER_HOST." : advice);
    }

    /** An engine that answered at first and then failed a request. */
    static Finding broken(EngineException exception) {
        return Finding.failed(
                ENGINE,
                "the engine answers, but a request failed",
                exception.text(),
                "Read the engine's log, for example with: journalctl -u docker");
    }

    private static Finding version(EngineInfo info) {
        Matcher version = VERSION.matcher(info.version());
        if (!version.matches()) {
            return Finding.unknown(
                    "version",
                    info.version().isEmpty() ? "the engine reports no version" : info.version(),
                    "swarmlab needs Docker 20.10 or newer.",
                    "");
        }
        // 20.10 becomes 2010. A minor version has at most two digits.
        int number = Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2));
        if (number < MINIMUM) {
            return Finding.failed("version", info.version(), "swarmlab needs Docker 20.10 or newer.", INSTALL);
        }
        return number < OLDEST_MAINTAINED
                ? Finding.warning(
                        "version",
                        info.version(),
                        "Labs work, but Docker no longer fixes bugs in this version.",
                        INSTALL)
                : Finding.ok("version", info.version());
    }

    private static Finding root(EngineInfo info) {
        return info.rootless()
                ? Finding.warning(
                        "root",
                        "the engine is rootless",
                        "Privileged containers have only the rights of the engine's user: nodes may not start, and"
                                + " overlay networks may not work.",
                        "Use an engine that runs as root, for example with: docker context use default")
                : Finding.ok("root", "the engine runs as root");
    }

    private static Finding storage(EngineInfo info) {
        return switch (info.storageDriver()) {
            case "windowsfilter" ->
                Finding.failed(
                        "storage",
                        "windowsfilter",
                        "The engine runs Windows containers; nodes are Linux.",
                        "In the menu of Docker Desktop: Switch to Linux containers.");
            case "vfs" ->
                Finding.warning(
                        "storage",
                        "vfs",
                        "Every container is a full copy of its image: labs start slowly and fill the disk.",
                        "Move the engine's data to a filesystem that supports overlay2, such as ext4 or xfs.");
            default -> Finding.ok("storage", info.storageDriver());
        };
    }
}
