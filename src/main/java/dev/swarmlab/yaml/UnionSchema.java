package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping of one of several kinds. One key decides the kind, and the kind decides which other keys are allowed. */
public final class UnionSchema<T> implements Schema<T> {

    private final Map<String, Schema<? extends T>> kinds;
    private final @Nullable String sharedKey;
    private final Advice advice;

    /**
     * What to write for a mapping that has no kind, or more than one.
     *
     * @param example a valid mapping
     * @param forSeveralKinds advice for a mapping with the keys of several kinds
     * @param hints advice for a key that decides no kind, by key; for keys of other tools, since misspelt keys are
     *     suggested anyway
     */
    public record Advice(String example, String forSeveralKinds, Map<String, String> hints) {}

    /**
     * @param kinds the schema of each kind by the key that decides it, in the order in which messages list them
     * @param sharedKey one of these keys that other kinds have too, so that it decides the kind only without the key of
     *     another kind; null if there is none
     */
    public UnionSchema(Map<String, Schema<? extends T>> kinds, @Nullable String sharedKey, Advice advice) {
        this.kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        this.sharedKey = sharedKey;
        this.advice = advice;
    }

    @Override
    public @Nullable T read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Mapping mapping)) {
            return value.wrongKind("a mapping", "write one of " + kindKeys() + ", as in " + advice.example());
        }
        List<String> keys = new ArrayList<>(kinds.keySet());
        keys.removeIf(kind -> mapping.entry(kind).isEmpty());
        if (keys.size() > 1) {
            keys.removeIf(kind -> kind.equals(sharedKey));
        }
        if (keys.size() > 1) {
            return value.problem("must have only one of the keys " + String.join(", ", keys), advice.forSeveralKinds());
        }
        Schema<? extends T> schema = keys.isEmpty() ? null : kinds.get(keys.get(0));
        return schema == null
                ? value.problem("must have one of the keys " + kindKeys(), adviceWithoutKind(mapping))
                : schema.read(value);
    }

    private String kindKeys() {
        return String.join(", ", kinds.keySet());
    }

    private String adviceWithoutKind(YamlNode.Mapping mapping) {
        return mapping.entries().stream()
                .map(YamlNode.Entry::key)
                .flatMap(key -> Optional.ofNullable(advice.hints().get(key))
                        .or(() -> Suggestion.closest(key, kinds.keySet()).map(kind -> "did you mean `" + kind + "`?"))
                        .stream())
                .findFirst()
                .orElse("write for example " + advice.example());
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.oneOf(kinds.values().stream().map(Schema::jsonSchema).toArray(ObjectNode[]::new));
    }
}
