package dev.swarmlab.junit;

/**
 * Assertions of AssertJ about labs. Import {@code assertThat} statically from here and from AssertJ's {@code Assertions}:
 * the compiler finds the right one.
 *
 * <pre>{@code
 * assertThat(lab.service("echo_api")).runsOnlyOn("role", "worker");
 * }</pre>
 */
public final class SwarmLabAssertions {

    private SwarmLabAssertions() {}

    public static LabAssert assertThat(Lab lab) {
        return new LabAssert(lab);
    }

    public static NodeAssert assertThat(Node node) {
        return new NodeAssert(node);
    }

    public static ServiceAssert assertThat(Service service) {
        return new ServiceAssert(service);
    }
}
