package dev.swarmlab.provision.reset;

import dev.swarmlab.engine.FileChange;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.plan.NodePlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells which changes of a node's root filesystem its user has made. A fresh node has changes too: swarmlab copies files
 * into it, Docker creates the folders on which it mounts something, and the daemon writes files of its own.
 */
final class FreshFiles {

    /** Folders whose content swarmlab, Docker or the daemon writes, and folders of mounts. */
    private static final List<String> WRITTEN_BY_DOCKER = List.of(
            "/certs",
            "/dev",
            "/proc",
            "/run",
            "/sys",
            "/usr/local/lib/swarmlab",
            "/var/lib/docker",
            "/var/run",
            "/etc/hostname",
            "/etc/hosts",
            "/etc/mtab",
            "/etc/resolv.conf",
            "/etc/docker/key.json",
            OutboundAccess.CA_FILE,
            "/.dockerenv");

    /**
     * Folders that a fresh node shows as modified when a file in them was only created and removed again. Docker does
     * not tell a modified folder from a modified file.
     */
    private static final Set<String> FOLDERS = Set.of(
            "/",
            "/bin",
            "/etc",
            "/etc/docker",
            "/home",
            "/lib",
            "/media",
            "/mnt",
            "/opt",
            "/root",
            "/sbin",
            "/srv",
            "/tmp",
            "/usr",
            "/usr/bin",
            "/usr/lib",
            "/usr/local",
            "/usr/local/bin",
            "/usr/local/lib",
            "/usr/sbin",
            "/var",
            "/var/cache",
            "/var/lib",
            "/var/log");

    private FreshFiles() {}

    /** The paths that a user of the node has added, modified or deleted, without the folders that contain them. */
    static List<String> changedByUser(List<FileChange> changes, NodePlan node) {
        List<String> own = Stream.concat(
                        WRITTEN_BY_DOCKER.stream(), node.volumes().stream().map(volume -> volume.target()))
                .toList();
        List<String> paths = changes.stream().map(FileChange::path).toList();
        return changes.stream()
                .filter(change -> own.stream().noneMatch(folder -> isIn(folder, change.path())))
                .filter(change -> !isParent(change, own, paths))
                .map(FileChange::path)
                .filter(path -> paths.stream().noneMatch(other -> !other.equals(path) && isIn(path, other)))
                .sorted()
                .toList();
    }

    /** Whether a folder only contains other changes, or had a file that was removed again. */
    private static boolean isParent(FileChange change, List<String> own, List<String> paths) {
        String path = change.path();
        return switch (change.kind()) {
            case MODIFIED ->
                FOLDERS.contains(path) || paths.stream().anyMatch(other -> !other.equals(path) && isIn(path, other));
            case ADDED -> own.stream().anyMatch(folder -> isIn(path, folder));
            case DELETED -> false;
        };
    }

    private static boolean isIn(String outer, String inner) {
        return inner.equals(outer) || inner.startsWith(outer.equals("/") ? "/" : outer + "/");
    }
}
