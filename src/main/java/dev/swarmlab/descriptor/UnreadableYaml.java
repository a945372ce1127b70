package dev.swarmlab.descriptor;

import org.jspecify.annotations.Nullable;

/** The text is not the kind of YAML that swarmlab reads, and there is no use in reading on. */
final class UnreadableYaml extends RuntimeException {

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

    Position position() {
        return position;
    }

    String advice() {
        return advice;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
