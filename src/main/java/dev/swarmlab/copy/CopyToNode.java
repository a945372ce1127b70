package dev.swarmlab.copy;

import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Copies files of this machine, or an archive, into a node, which may be stopped. */
public final class CopyToNode {

    private final Engine engine;
    private final EngineContainer node;

    public CopyToNode(Engine engine, EngineContainer node) {
        this.engine = engine;
        this.node = node;
    }

    /**
     * Copies a file or folder.
     *
     * @param source with {@code /.} at its end, the content of a folder
     * @param destination an absolute path in the node
     * @throws Failure when something is missing or was left out
     */
    public void copy(String source, String destination) {
        Path root = existing(source);
        boolean isFolder = Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
        boolean onlyContent = isFolder && namesContent(source);
        NodePath target = NodePath.of(engine, node, destination).followed();
        Optional<ContainerPath> existing = target.find();
        if (existing.isPresent() && existing.get().isFolder()) {
            send(root, onlyContent ? "" : nameOf(root), target);
            return;
        }
        if (existing.isPresent() && isFolder) {
            throw Failure.of(FailureKind.FAILED, "can't copy the folder " + source + " to " + target)
                    .because("it is a file");
        }
        if (!isFolder && !target.ending().isEmpty()) {
            throw missing(target);
        }
        mustBeFolder(target.parent());
        send(root, target.name(), target.parent());
    }

    /**
     * Extracts an archive.
     *
     * @param tar an uncompressed tar archive
     * @param destination a folder in the node
     */
    public void extract(InputStream tar, String destination) {
        NodePath target = NodePath.of(engine, node, destination).followed();
        mustBeFolder(target);
        try {
            target.files().write(target.path(), tar);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't read the archive")
                    .because(Reasons.of(exception))
                    .causedBy(exception);
        }
    }

    private static Path existing(String source) {
        try {
            Path path = Path.of(source);
            boolean namesFolder = source.endsWith("/") || source.endsWith(File.separator) || namesContent(source);
            if (namesFolder && Files.isRegularFile(path)) {
                throw Failure.of(FailureKind.WRONG_INPUT, source + " is not a folder");
            }
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return namesFolder ? path.toRealPath() : path.toAbsolutePath().normalize();
            }
        } catch (InvalidPathException | IOException exception) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't read " + source)
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
        throw Failure.of(FailureKind.WRONG_INPUT, source + ": no such file or folder");
    }

    private static boolean namesContent(String source) {
        return source.equals(".") || source.endsWith("/.") || source.endsWith(File.separator + ".");
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static void mustBeFolder(NodePath path) {
        NodePath folder = path.followed();
        Optional<ContainerPath> found = folder.find();
        if (found.isEmpty()) {
            throw missing(folder);
        }
        if (!found.get().isFolder()) {
            throw Failure.of(FailureKind.FAILED, folder + " is not a folder");
        }
    }

    private static Failure missing(NodePath folder) {
        return Failure.of(FailureKind.FAILED, folder.nodeName() + " has no folder " + folder.path())
                .advise("Create it with: swarmlab exec " + folder.nodeName() + " -- mkdir -p " + folder.path());
    }

    /** Reads all files before the first is sent, so that an unreadable file leaves the node unchanged. */
    private void send(Path root, String name, NodePath folder) {
        List<Path> leftOut;
        try {
            Path archive = Files.createTempFile("swarmlab-cp", ".tar");
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
                    leftOut = LocalFiles.write(root, name, out);
                }
                try (InputStream tar = new BufferedInputStream(Files.newInputStream(archive))) {
                    folder.files().write(folder.followed().path(), tar);
                }
            } finally {
                Files.deleteIfExists(archive);
            }
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't read " + root)
                    .because(Reasons.of(exception))
                    .causedBy(exception);
        }
        if (!leftOut.isEmpty()) {
            throw Reasons.leftOut(leftOut.stream()
                    .map(path -> path + " (neither a file, a folder nor a symbolic link)")
                    .toList());
        }
    }
}
