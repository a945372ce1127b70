package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Finds a daemon's own words in what came back from it. */
final class DaemonMessages {

    private DaemonMessages() {}

    /** The {@code message} of a daemon's error, which is JSON; the whole text when it isn't. */
    static String of(String body) {
        int start = body.indexOf('{');
        if (start >= 0) {
            try {
                String message = new ObjectMapper()
                        .readTree(body.substring(start))
                        .path("message")
                        .asText("");
                if (!message.isEmpty()) {
                    return message.strip();
                }
            } catch (JsonProcessingException exception) {
                return body.strip(); // not JSON after all
            }
        }
        return body.strip();
    }

    /** The innermost message: transports wrap the cause that tells something. */
    static String of(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
