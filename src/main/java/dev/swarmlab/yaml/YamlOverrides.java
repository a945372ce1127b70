package dev.swarmlab.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Values that override values of a file: a tree of their keys. Each node of the tree replaces the value of its key, or
 * has children that override parts of the value, or both. Not thread-safe.
 */
public final class YamlOverrides {

    /** Overrides nothing. */
    static final YamlOverrides NONE = new YamlOverrides();

    private final String key;
    private final String path;
    private final Map<String, YamlOverrides> children = new LinkedHashMap<>();
    private String source;
    private @Nullable Node replacement;

    public YamlOverrides() {
        this("", "", "");
    }

    private YamlOverrides(String key, String path, String source) {
        this.key = key;
        this.path = path;
        this.source = source;
    }

    /**
     * Overrides a value. A later override of the same key, or of a part of its value, changes the result of an earlier
     * one.
     *
     * @param keys the keys that lead from the root to the value, at least one
     * @param yaml the new value
     * @param overrideSource the override as the user wrote it, for messages
     * @throws UnreadableYaml if the value is missing or null, or is not YAML
     */
    public void put(List<String> keys, String yaml, String overrideSource) {
        Node value = YamlComposer.composeOrNull(yaml);
        if (value == null
                || (value instanceof ScalarNode scalar
                        && scalar.getTag().equals(YamlComposer.PLAIN)
                        && ScalarKind.ofPlain(scalar.getValue()) == ScalarKind.NULL)) {
            throw new UnreadableYaml(Position.WHOLE_FILE, "there is no value", "write a value");
        }
        put(keys, value, overrideSource);
    }

    /** As {@link #put(List, String, String)}, but the value is this text and not YAML, and contains no variables. */
    public void putText(List<String> keys, String text, String overrideSource) {
        String escaped = text.replace("$", "$$");
        put(keys, new ScalarNode(Tag.STR, escaped, null, null, ScalarStyle.DOUBLE_QUOTED), overrideSource);
    }

    private void put(List<String> keys, Node value, String overrideSource) {
        YamlOverrides override = this;
        for (String next : keys) {
            String childPath = override.path.isEmpty() ? next : override.path + "." + next;
            override = override.children.computeIfAbsent(
                    next, missing -> new YamlOverrides(next, childPath, overrideSource));
        }
        override.children.clear();
        override.replacement = value;
        override.source = overrideSource;
    }

    /** What overrides the value of a key, or parts of it. */
    YamlOverrides below(String childKey) {
        return children.getOrDefault(childKey, NONE);
    }

    Collection<YamlOverrides> children() {
        return children.values();
    }

    String key() {
        return key;
    }

    /** The keys that lead from the root to the value, separated by dots; empty for the root. */
    String path() {
        return path;
    }

    /** The override as the user wrote it. If there are several below this key, one of them. */
    String source() {
        return source;
    }

    /** The new value; null if only parts of the value are overridden. */
    @Nullable
    Node replacement() {
        return replacement;
    }

    /** The sources of all overrides below this key. */
    List<String> sourcesBelow() {
        List<String> sources = new ArrayList<>();
        for (YamlOverrides child : children.values()) {
            if (child.replacement != null) {
                sources.add(child.source);
            }
            sources.addAll(child.sourcesBelow());
        }
        return sources;
    }
}
