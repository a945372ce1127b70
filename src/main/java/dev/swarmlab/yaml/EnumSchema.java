package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The name of an enum constant in lower case. */
public final class EnumSchema<E extends Enum<E>> implements Schema<E> {

    private final List<String> names;
    private final Map<String, E> constants;

    public EnumSchema(Class<E> type) {
        this.names = EnumSet.allOf(type).stream().map(EnumSchema::nameOf).toList();
        this.constants =
                EnumSet.allOf(type).stream().collect(Collectors.toMap(EnumSchema::nameOf, Function.identity()));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable E read(ConfigValue value) {
        String advice = (names.size() == 1 ? "write " : "write one of: ") + String.join(", ", names);
        if (!(value.yaml() instanceof YamlNode.Scalar scalar) || scalar.kind() != ScalarKind.TEXT) {
            return value.wrongKind("a string", advice);
        }
        E constant = constants.get(scalar.text());
        return constant == null ? value.problem("can't be " + Messages.quote(scalar.text()), advice) : constant;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.ofType("string");
        ArrayNode allowed = jsonSchema.putArray("enum");
        names.forEach(allowed::add);
        return JsonSchemas.orVariable(jsonSchema);
    }
}
