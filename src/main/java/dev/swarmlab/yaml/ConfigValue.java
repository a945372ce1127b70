package dev.swarmlab.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user wrote.
 *
 * @param name what messages call it, as the start of a sentence: {@code `managers`}, {@code an entry of `ports`}
 */
public record ConfigValue(String name, YamlNode yaml, ParseContext context) {

    /** Reads it, unless there is nothing to read or its problem was already reported. */
    public <T> @Nullable T as(ValueReader<T> reader) {
        if (yaml instanceof YamlNode.Broken) {
            return null;
        }
        if (yaml instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.NOTHING) {
            return problem("has no value", "write one, or remove the line for the default");
        }
        return reader.read(this);
    }

    /**
     * Reports a problem with it.
     *
     * @param message goes on where the name ends: "must be ..."
     * @return null, so that a reader can report and return in one breath
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    public <T> @Nullable T problem(String message, String advice) {
        context.problem(yaml.position(), name + " " + message, advice);
        return null;
    }

    /** Reports that it is of the wrong kind, saying of which kind it is. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    public <T> @Nullable T wrongKind(String wanted, String advice) {
        return problem("must be " + wanted + ", " + found(), advice);
    }

    private String found() {
        if (yaml instanceof YamlNode.Scalar scalar) {
            return switch (scalar.kind()) {
                case TEXT -> Messages.quote(scalar.text()) + " is " + (scalar.interpolated() ? "not" : "text");
                default ->
                    Messages.printable(scalar.text()) + " is " + scalar.kind().words();
            };
        }
        return yaml instanceof YamlNode.Sequence ? "not a list" : "not a mapping";
    }

    public ConfigValue part(String partName, YamlNode part) {
        return new ConfigValue(partName, part, context);
    }
}
