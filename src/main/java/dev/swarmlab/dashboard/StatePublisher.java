package dev.swarmlab.dashboard;

import dev.swarmlab.parallel.Threads;
import dev.swarmlab.view.LabView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the views, check results and events of all labs, and publishes them, at most one version each 200 ms. Thread-safe. */
public final class StatePublisher implements AutoCloseable {

    /** The timeline keeps this many events. */
    static final int MAX_EVENTS = 500;

    private final Map<String, LabView> labs = new TreeMap<>();
    private final Map<String, ChecksView.OfLab> checks = new TreeMap<>();
    private final Deque<TimelineEvent> events = new ArrayDeque<>();
    private final Poller poller = new Poller();
    private final Object versionLock = new Object();
    private long eventCount;
    private String checksEnded = "";
    private boolean changed;
    private volatile StateVersion version = StateVersion.first();
    private volatile int viewers;
    private volatile int viewersOfChecks;

    /** Starts to publish versions. Changes before the start are in the first version. */
    public void start() {
        Threads.start("swarmlab-publisher", () -> poller.run(this::publish, () -> Duration.ofDays(1)));
    }

    synchronized void update(LabView lab, List<TimelineEvent.Change> changes) {
        labs.put(lab.name(), lab);
        addEvents(lab.name(), changes);
    }

    synchronized void remove(String lab, List<TimelineEvent.Change> changes) {
        labs.remove(lab);
        addEvents(lab, changes);
    }

    synchronized void updateChecks(ChecksView.OfLab lab, List<TimelineEvent.Change> changes) {
        boolean isSame = lab.equals(checks.put(lab.lab(), lab));
        if (!isSame || !changes.isEmpty()) {
            addEvents(lab.lab(), changes);
        }
    }

    synchronized void removeChecks(String lab) {
        checks.remove(lab);
        addEvents(lab, List.of());
    }

    /** All labs have been checked. */
    synchronized void checksEnded(Instant at) {
        checksEnded = at.toString();
        addEvents("", List.of());
    }

    private void addEvents(String lab, List<TimelineEvent.Change> changes) {
        String now = Instant.now().toString();
        for (TimelineEvent.Change change : changes) {
            events.addLast(TimelineEvent.of(++eventCount, now, lab, change));
            if (events.size() > MAX_EVENTS) {
                events.removeFirst();
            }
        }
        changed = true;
        poller.wakeUp();
    }

    /** Publishes the next version if anything changed since the last. Must not run in two threads at one time. */
    void publish() {
        Map<String, LabView> labsNow;
        ChecksView checksNow;
        List<TimelineEvent> eventsNow;
        synchronized (this) {
            if (!changed) {
                return;
            }
            changed = false;
            labsNow = new TreeMap<>(labs);
            checksNow = new ChecksView(checksEnded, new TreeMap<>(checks));
            eventsNow = new ArrayList<>(events);
        }
        StateVersion next = version.next(labsNow, checksNow, eventsNow);
        synchronized (versionLock) {
            version = next;
            versionLock.notifyAll();
        }
    }

    /** The latest version. */
    StateVersion version() {
        return version;
    }

    /** Waits for a version later than {@code known}, and returns {@code known} itself after the timeout. */
    StateVersion awaitNewer(StateVersion known, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (versionLock) {
            while (version.number() <= known.number()) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return known;
                }
                versionLock.wait(millis);
            }
            return version;
        }
    }

    synchronized void addViewer() {
        viewers++;
    }

    synchronized void removeViewer() {
        viewers--;
    }

    /** A viewer that shows the results of checks. It is also counted by {@link #addViewer}. */
    synchronized void addViewerOfChecks() {
        viewersOfChecks++;
    }

    synchronized void removeViewerOfChecks() {
        viewersOfChecks--;
    }

    /** Whether a browser shows the results of checks. */
    boolean showsChecks() {
        return viewersOfChecks > 0;
    }

    boolean hasViewers() {
        return viewers > 0;
    }

    int viewers() {
        return viewers;
    }

    @Override
    public void close() {
        poller.close();
    }
}
