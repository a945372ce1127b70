package dev.swarmlab.doctor;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.failure.Failure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges an engine by what it says of itself. */
final class EngineChecks {

    static final String ENGINE = "engine";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");
    private static final int FLOOR = 2010;
    private static final int MAINTAINED = 2300;
    private static final String INSTALL = "Install a newer one: https://docs.docker.com/engine/install/";

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
                        + "A lab's nodes are containers of a Docker engine. All else can be checked when there is one.",
                advice == null ? "Start Docker, or name an engine with DOCKER_HOST." : advice);
    }

    /** The engine was there, and then it was not, or it can't say how it is. */
    static Finding broken(EngineException exception) {
        return Finding.failed(
                ENGINE,
                "the engine answers, but not to all that a lab asks",
                exception.text(),
                "See its log, as in: journalctl -u docker");
    }

    private static Finding version(EngineInfo info) {
        Matcher version = VERSION.matcher(info.version());
        if (!version.matches()) {
            return Finding.unknown(
                    "version",
                    info.version().isEmpty() ? "the engine does not say" : info.version(),
                    "swarmlab needs Docker 20.10 or newer.",
                    "");
        }
        // A minor version has two digits at most.
        int number = Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2));
        if (number < FLOOR) {
            return Finding.failed("version", info.version(), "swarmlab needs Docker 20.10 or newer.", INSTALL);
        }
        return number < MAINTAINED
                ? Finding.warning(
                        "version", info.version(), "Labs work with it, but Docker no longer fixes its bugs.", INSTALL)
                : Finding.ok("version", info.version());
    }

    private static Finding root(EngineInfo info) {
        return info.rootless()
                ? Finding.warning(
                        "root",
                        "the engine is rootless",
                        "Even privileged containers have no more rights than its user: nodes may not start, or have no"
                                + " overlay networks.",
                        "Use an engine that runs as root, as in: docker context use default")
                : Finding.ok("root", "the engine runs as root");
    }

    private static Finding storage(EngineInfo info) {
        return switch (info.storageDriver()) {
            case "windowsfilter" ->
                Finding.failed(
                        "storage",
                        "windowsfilter",
                        "The engine runs Windows containers; nodes are Linux.",
                        "In Docker Desktop's menu: Switch to Linux containers.");
            case "vfs" ->
                Finding.warning(
                        "storage",
                        "vfs",
                        "Every container is a full copy of its image: labs start slowly and fill the disk.",
                        "Put the engine's data on a filesystem that overlay2 works on, such as ext4 or xfs.");
            default -> Finding.ok("storage", info.storageDriver());
        };
    }
}
