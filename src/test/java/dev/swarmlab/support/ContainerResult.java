package dev.swarmlab.support;

import static org.assertj.core.api.Assertions.assertThat;

/** What a container that has ended wrote, and its exit code. */
public record ContainerResult(int exitCode, String output) {

    public String succeeded() {
        assertThat(exitCode).as(output).isZero();
        return output;
    }
}
