package dev.swarmlab.descriptor;

import org.jspecify.annotations.Nullable;

/** The text is not the kind of YAML that swarmlab reads, and there is no use in reading on. */
final class UnreadableYaml extends RuntimeException {

    private final Place place;
    private final String advice;

    UnreadableYaml(Place place, String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.place = place;
        this.advice = advice;
    }

    UnreadableYaml(Place place, String message, String advice) {
        this(place, message, advice, null);
    }

    Place place() {
        return place;
    }

    String advice() {
        return advice;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
