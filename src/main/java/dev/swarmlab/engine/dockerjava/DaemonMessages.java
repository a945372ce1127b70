package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Finds the message of a daemon in an answer, or that of the operating system in an exception. */
final class DaemonMessages {

    private DaemonMessages() {}

    /** The {@code message} of an answer that is a JSON error; else the whole answer. */
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
                return body.strip(); // the brace was not the start of JSON
            }
        }
        return body.strip();
    }

    /** The message of the innermost cause: transports wrap it in exceptions that say less. */
    static String of(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
