package dev.swarmlab.plan;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.HashSet;
import java.util.Set;

/**
 * Chooses free host ports for containers whose port the lab file does not name. A lab keeps its ports while it exists.
 */
final class PortChooser {

    /** Below the range that kernels use for outgoing connections (32768 and up on Linux). */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;

    private final Set<Integer> taken;
    private int next;

    PortChooser(String lab, Set<Integer> taken) {
        this.taken = new HashSet<>(taken);
        this.next = Math.floorMod(lab.hashCode(), COUNT);
    }

    int choose() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + next;
            next = (next + 1) % COUNT;
            if (taken.add(port)) {
                return port;
            }
        }
        throw Failure.of(FailureKind.FAILED, "no free port on the host")
                .because("all from " + FIRST + " to " + (FIRST + COUNT - 1) + " are in use");
    }
}
