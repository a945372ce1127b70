package dev.swarmlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/** What a process of swarmlab's left behind when it ended. */
public record ProcessResult(String command, int exitCode, String out, String err, Duration took) {

    /** The same, when it ended well; else the test fails with all that was said. */
    public ProcessResult succeeded() {
        return endedWith(0);
    }

    /** The same, when it ended with that exit code, and without a stack trace. */
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
            throw new AssertionError("no JSON: " + this, exception);
        }
    }

    @Override
    public String toString() {
        return command + " ended with " + exitCode + " after " + took.toMillis() + " ms\n--- stdout\n" + out
                + "--- stderr\n" + err;
    }
}
