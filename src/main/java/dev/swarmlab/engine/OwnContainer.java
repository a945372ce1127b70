package dev.swarmlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The container in which this process runs, when the outer engine itself runs it. The engine creates bind mounts from
 * the paths of its host, and not from those of this container.
 *
 * @param name the container's name
 * @param mounts its mounts; each source is a path on the engine's host
 */
public record OwnContainer(String name, List<ContainerMount> mounts) {

    private static final Path PROC = Path.of("/proc/self");

    /** As in {@code 0::/docker/ID}, {@code …/docker-ID.scope} or {@code /var/lib/docker/containers/ID/hostname}. */
    private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    /** The files that an engine mounts in each container, from a folder that is named by the container's id. */
    private static final Set<String> OF_ENGINE = Set.of("/etc/hostname", "/etc/hosts", "/etc/resolv.conf");

    /** The mount point in a line of {@code mountinfo}, see {@code man 5 proc_pid_mountinfo}. */
    private static final int MOUNT_POINT = 4;

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");
    private static final int OCTAL = 8;

    /**
     * Finds the container. Empty when this process runs on a host, or in a container of another engine. The engine is
     * not asked when nothing suggests that this is a container.
     */
    public static Optional<OwnContainer> on(Engine engine) {
        return on(engine, PROC);
    }

    /** @param proc the folder of this process in {@code /proc}; it need not exist */
    static Optional<OwnContainer> on(Engine engine, Path proc) {
        List<String> mountLines = lines(proc.resolve("mountinfo"));
        Set<String> mountPoints = new HashSet<>();
        mountLines.stream().map(OwnContainer::mountPoint).forEach(mountPoints::add);
        for (String id : possibleIds(lines(proc.resolve("cgroup")), mountLines)) {
            Optional<OwnContainer> found = inspected(engine, id)
                    // Containers can share the files that the engine mounts, but have mounts of their own.
                    .filter(container ->
                            container.mounts().stream().allMatch(mount -> mountPoints.contains(mount.target())));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The path on the engine's host of a path in this container; empty for one that is in none of its mounts. */
    public Optional<Path> onHost(Path path) {
        return mounts.stream()
                .filter(mount -> path.startsWith(mount.target()))
                .max(Comparator.comparingInt(mount -> Path.of(mount.target()).getNameCount()))
                .map(mount -> Path.of(mount.source())
                        .resolve(Path.of(mount.target()).relativize(path))
                        .normalize());
    }

    private static Set<String> possibleIds(List<String> groups, List<String> mountLines) {
        Set<String> ids = new LinkedHashSet<>();
        groups.forEach(line -> ids.addAll(idsIn(line)));
        mountLines.stream()
                .filter(line -> OF_ENGINE.contains(mountPoint(line)))
                .forEach(line -> ids.addAll(idsIn(line)));
        return ids;
    }

    private static List<String> idsIn(String line) {
        return ID.matcher(line).results().map(match -> match.group()).toList();
    }

    private static Optional<OwnContainer> inspected(Engine engine, String id) {
        try {
            return Optional.of(new OwnContainer(engine.container(id).name(), engine.mountsOnHost(id)));
        } catch (EngineException exception) {
            if (exception.isNotFound()) {
                return Optional.empty();
            }
            throw exception;
        }
    }

    private static String mountPoint(String line) {
        String[] fields = line.split(" ");
        return fields.length > MOUNT_POINT ? unescaped(fields[MOUNT_POINT]) : "";
    }

    private static String unescaped(String field) {
        Matcher escaped = ESCAPED.matcher(field);
        return escaped.replaceAll(
                match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), OCTAL))));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
