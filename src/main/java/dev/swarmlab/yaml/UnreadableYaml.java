package dev.swarmlab.yaml;

import org.jspecify.annotations.Nullable;

/** The text is not the kind of YAML that swarmlab reads, and there is no use in reading on. */
public final class UnreadableYaml extends RuntimeException {

    private final Position position;
    private final String advice;

    UnreadableYaml(Position position, String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.position = position;
        this.advice = advice;
    }

    UnreadableYaml(Position position, String message, String advice) {
        this(position, message, advice, null);
    }

    public Position position() {
        return position;
    }

    public String advice() {
        return advice;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
