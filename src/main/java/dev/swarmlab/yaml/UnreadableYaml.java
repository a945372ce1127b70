package dev.swarmlab.yaml;

import org.jspecify.annotations.Nullable;

/** A file that can't be read, or can't be parsed as YAML. It ends the reading of this file. */
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

    /** What the user can do about it. */
    public String advice() {
        return advice;
    }

    /** What is wrong, without the position. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
