package dev.swarmlab.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A value of a file.
 *
 * @param name the subject of messages about it: {@code `managers`}, {@code an entry of `ports`}
 */
public record ConfigValue(String name, YamlNode yaml, ParseContext context) {

    /** Reads the value. Returns null after a problem was reported, also if the value is null in YAML. */
    public <T> @Nullable T as(ValueReader<T> reader) {
        if (yaml instanceof YamlNode.Broken) {
            return null;
        }
        if (yaml instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.NULL) {
            return problem("has no value", "write a value, or remove the line");
        }
        return reader.read(this);
    }

    /**
     * Reports a problem with this value.
     *
     * @param message the rest of the sentence that begins with the name: "must be ..."
     * @return null, as the result of the reader that reports the problem
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    public <T> @Nullable T problem(String message, String advice) {
        context.problem(yaml.position(), name + " " + message, advice);
        return null;
    }

    /**
     * Reports a value of the wrong kind.
     *
     * @param expected the right kind, as in "a list"
     * @return null, as the result of the reader that reports the problem
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    public <T> @Nullable T wrongKind(String expected, String advice) {
        return problem("must be " + expected + ", " + actualKind(), advice);
    }

    private String actualKind() {
        if (yaml instanceof YamlNode.Scalar scalar) {
            return switch (scalar.kind()) {
                case TEXT -> Messages.quote(scalar.text()) + " is " + (scalar.interpolated() ? "not" : "a string");
                default ->
                    Messages.printable(scalar.text()) + " is " + scalar.kind().description();
            };
        }
        return yaml instanceof YamlNode.Sequence ? "not a list" : "not a mapping";
    }

    /** A value below this one. */
    public ConfigValue child(String childName, YamlNode child) {
        return new ConfigValue(childName, child, context);
    }
}
