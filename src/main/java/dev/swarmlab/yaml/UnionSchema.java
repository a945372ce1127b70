package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping of which one key says of what kind it is; the kind decides which other keys it can have. */
public final class UnionSchema<T> implements Schema<T> {

    private final Map<String, Schema<? extends T>> kinds;
    private final @Nullable String plainBesideOthers;
    private final Words words;
    private final String advice;

    /**
     * What is said to someone who wrote none of the kinds, or more than one.
     *
     * @param passive what happens to what the key says: "checked", "done"
     * @param adviceForMany what to write instead of an entry of more than one kind
     * @param others what to say about words that people bring along from other tools, by word
     */
    public record Words(String passive, String example, String adviceForMany, Map<String, String> others) {}

    /**
     * @param kinds by their keys
     * @param plainBesideOthers one of these keys that, where another stands too, is but a key of that one
     */
    public UnionSchema(Map<String, Schema<? extends T>> kinds, @Nullable String plainBesideOthers, Words words) {
        this.kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        this.plainBesideOthers = plainBesideOthers;
        this.words = words;
        this.advice = "write one of " + String.join(", ", kinds.keySet()) + ", as in " + words.example();
    }

    @Override
    public @Nullable T read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Mapping mapping)) {
            return value.wrongKind("a mapping", advice);
        }
        List<String> keys = new ArrayList<>(kinds.keySet());
        keys.removeIf(kind -> mapping.entry(kind).isEmpty());
        if (keys.size() > 1) {
            keys.removeIf(kind -> kind.equals(plainBesideOthers));
        }
        if (keys.size() > 1) {
            return value.problem(
                    "says more than one thing that is " + words.passive() + ": " + String.join(", ", keys),
                    words.adviceForMany());
        }
        Schema<? extends T> schema = keys.isEmpty() ? null : kinds.get(keys.get(0));
        return schema == null
                ? value.problem("does not say what is " + words.passive(), hint(mapping) + advice)
                : schema.read(value);
    }

    private String hint(YamlNode.Mapping mapping) {
        return mapping.entries().stream()
                .map(YamlNode.Entry::key)
                .flatMap(key -> Optional.ofNullable(words.others().get(key))
                        .or(() -> Suggestion.closest(key, kinds.keySet()).map(kind -> "did you mean `" + kind + "`?"))
                        .stream())
                .findFirst()
                .map(hint -> hint + " ")
                .orElse("");
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.oneOf(kinds.values().stream().map(Schema::jsonSchema).toArray(ObjectNode[]::new));
    }
}
