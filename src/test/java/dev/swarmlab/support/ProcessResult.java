package dev.swarmlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/** The result of a swarmlab process. */
public record ProcessResult(String command, int exitCode, String out, String err, Duration took) {

    /** Asserts that the exit code is 0. Returns this result. */
    public ProcessResult succeeded() {
        return endedWith(0);
    }

    /** Asserts the exit code, and that standard error has no stack trace. Returns this result. */
    public ProcessResult endedWith(int expected) {
        assertThat(exitCode).as(toString()).isEqualTo(expected);
        assertThat(err).doesNotContain("\tat ", "Exception in thread");
        return this;
    }

    /** Standard output as JSON. */
    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (JsonProcessingException exception) {
            throw new AssertionError("standard output is not JSON: " + this, exception);
        }
    }

    @Override
    public String toString() {
        return command + " ended with " + exitCode + " after " + took.toMillis() + " ms\n--- stdout\n" + out
                + "--- stderr\n" + err;
    }
}
