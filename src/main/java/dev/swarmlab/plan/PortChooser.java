package dev.swarmlab.plan;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.HashSet;
import java.util.Set;

/** Gives out host ports that nobody asked for by number. Each stays the lab's own for as long as the lab lives. */
final class PortChooser {

    /** Below the range from which kernels take ports for outgoing connections (32768 and up on Linux). */
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
