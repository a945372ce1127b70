package dev.swarmlab.copy;

import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Copies files of a node, which may be stopped, to this machine or into an archive. */
public final class CopyFromNode {

    private final Engine engine;
    private final EngineContainer node;

    public CopyFromNode(Engine engine, EngineContainer node) {
        this.engine = engine;
        this.node = node;
    }

    /**
     * Copies a file or folder. The user who runs swarmlab owns the copies.
     *
     * @param source an absolute path in the node; with {@code /.} at its end, the content of a folder
     * @throws Failure when something is missing or was left out
     */
    public void copy(String source, String destination) {
        NodePath path = source(source);
        ContainerPath found = mustExist(path);
        boolean onlyContent = path.ending().equals("/.");
        try {
            Path target = target(path, found.isFolder(), onlyContent, destination);
            try (InputStream tar = path.files().read(path.path())) {
                List<String> leftOut = new Extraction(target, found.isFolder()).extract(tar);
                if (!leftOut.isEmpty()) {
                    throw Reasons.leftOut(leftOut);
                }
            }
        } catch (InvalidPathException exception) {
            throw failed(destination, String.valueOf(exception.getMessage()), exception);
        } catch (IOException exception) {
            throw failed(destination, Reasons.of(exception), exception);
        }
    }

    /** Writes the tar archive of a file or folder. */
    public void archive(String source, OutputStream out) {
        NodePath path = source(source);
        mustExist(path);
        try (InputStream tar = path.files().read(path.path())) {
            tar.transferTo(out);
            out.flush();
        } catch (IOException exception) {
            throw failed("standard output", Reasons.of(exception), exception);
        }
    }

    private static Failure failed(String destination, String reason, Exception exception) {
        return Failure.of(FailureKind.FAILED, "can't copy to " + destination)
                .because(reason)
                .causedBy(exception);
    }

    private NodePath source(String typed) {
        NodePath path = NodePath.of(engine, node, typed);
        if (path.name().isEmpty()) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't copy the root folder of " + path.nodeName())
                    .advise("Name a folder in it, as in " + path.nodeName() + ":/etc.");
        }
        return path.ending().isEmpty() ? path : path.followed();
    }

    private static ContainerPath mustExist(NodePath path) {
        ContainerPath found = path.find()
                .orElseThrow(() ->
                        Failure.of(FailureKind.FAILED, path.nodeName() + " has no file or folder " + path.path()));
        if (!found.isFolder() && !path.ending().isEmpty()) {
            throw Failure.of(FailureKind.FAILED, path + " is not a folder");
        }
        return found;
    }

    /** The path that the source will have on this machine, in a real folder. */
    private static Path target(NodePath source, boolean isFolder, boolean onlyContent, String destination)
            throws IOException {
        Path path = Path.of(destination);
        if (Files.isDirectory(path)) {
            return onlyContent ? path.toRealPath() : path.toRealPath().resolve(source.name());
        }
        if (Files.exists(path)) {
            if (isFolder) {
                throw Failure.of(FailureKind.WRONG_INPUT, "can't copy the folder " + source + " to " + destination)
                        .because("it is a file");
            }
            return path.toRealPath();
        }
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        boolean needsFolder = !isFolder && (destination.endsWith("/") || destination.endsWith(File.separator));
        if (needsFolder || parent == null || !Files.isDirectory(parent)) {
            throw Failure.of(
                    FailureKind.WRONG_INPUT, "there is no folder " + (needsFolder || parent == null ? path : parent));
        }
        Path target = parent.toRealPath().resolve(absolute.getFileName());
        if (Files.isSymbolicLink(target)) {
            throw Failure.of(FailureKind.WRONG_INPUT, destination + " is a symbolic link that leads nowhere");
        }
        return target;
    }
}
