package dev.swarmlab.copy;

import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * An absolute path in a node.
 *
 * @param path without a slash at its end and without the names {@code .} and {@code ..}; {@code /} for the root
 * @param ending what was typed after it: nothing, {@code /} or {@code /.}
 */
record NodePath(NodeFiles files, EngineContainer node, String path, String ending) {

    static NodePath of(Engine engine, EngineContainer node, String typed) {
        String ending = typed.endsWith("/.") ? "/." : typed.endsWith("/") ? "/" : "";
        return new NodePath(NodeFiles.of(engine, node), node, normalized(typed), ending);
    }

    private static String normalized(String typed) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : typed.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    Optional<ContainerPath> find() {
        return files.find(path);
    }

    /** The path to which this one leads, if it is a symbolic link, else this one. */
    NodePath followed() {
        return find().map(ContainerPath::linkTarget)
                .filter(target -> !target.isEmpty())
                .map(target -> new NodePath(files, node, normalized(target), ending))
                .orElse(this);
    }

    /** The last name; empty for the root. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    NodePath parent() {
        return new NodePath(files, node, path.substring(0, Math.max(1, path.lastIndexOf('/'))), "");
    }

    String nodeName() {
        return node.label(Labels.NODE);
    }

    /** For messages, as in {@code worker01:/etc/hosts}. */
    @Override
    public String toString() {
        return nodeName() + ":" + path;
    }
}
