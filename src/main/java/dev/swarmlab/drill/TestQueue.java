package dev.swarmlab.drill;

import dev.swarmlab.labfile.LabFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Labs that wait for their test. Labs that use the same name, host port or subnet are never tested at the same time. Safe
 * for use by several threads.
 *
 * @param <T> what waits
 */
public final class TestQueue<T> {

    private final List<T> waiting;
    private final Function<T, LabFile> labFile;
    private final Set<String> inUse = new HashSet<>();

    /** @param labFile the lab file of what waits */
    public TestQueue(List<T> waiting, Function<T, LabFile> labFile) {
        this.waiting = new ArrayList<>(waiting);
        this.labFile = labFile;
    }

    /**
     * The first lab that can be tested beside those that are tested now. Waits while there are only others. The caller
     * gives it back with {@link #done}.
     *
     * @return empty when no lab is left
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public synchronized Optional<T> take() throws InterruptedException {
        while (!waiting.isEmpty()) {
            for (Iterator<T> candidates = waiting.iterator(); candidates.hasNext(); ) {
                T candidate = candidates.next();
                Set<String> needed = exclusive(labFile.apply(candidate));
                if (needed.stream().noneMatch(inUse::contains)) {
                    candidates.remove();
                    inUse.addAll(needed);
                    return Optional.of(candidate);
                }
            }
            wait(); // until done() frees what the waiting labs need
        }
        return Optional.empty();
    }

    /** The test of the lab has ended. */
    public synchronized void done(T tested) {
        inUse.removeAll(exclusive(labFile.apply(tested)));
        notifyAll();
    }

    /** What only one lab of an engine can have. */
    private static Set<String> exclusive(LabFile lab) {
        Set<String> needed = new HashSet<>();
        needed.add("name " + lab.name());
        lab.ports().forEach(port -> needed.add("port " + port.hostPort()));
        if (lab.registry().port() != null) {
            needed.add("port " + lab.registry().port());
        }
        if (lab.subnet() != null) {
            needed.add("subnet " + lab.subnet());
        }
        return needed;
    }
}
