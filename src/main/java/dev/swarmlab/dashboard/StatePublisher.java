package dev.swarmlab.dashboard;

import dev.swarmlab.view.LabView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what is shown of all labs, and publishes it: what changes within a fifth of a second at once. */
public final class StatePublisher implements AutoCloseable {

    /** So much of the past is kept. */
    static final int MOST_MOMENTS = 500;

    private final Map<String, LabView> labs = new TreeMap<>();
    private final Deque<TimelineEvent> moments = new ArrayDeque<>();
    private final Poller poller = new Poller();
    private final Object published = new Object();
    private long momentCount;
    private boolean changed;
    private volatile StateVersion version = StateVersion.first();
    private volatile int viewers;

    public void start() {
        Threads.named("swarmlab-board")
                .newThread(() -> poller.keep(this::publish, () -> Duration.ofDays(1)))
                .start();
    }

    synchronized void show(LabView lab, List<TimelineEvent.News> news) {
        labs.put(lab.name(), lab);
        tell(lab.name(), news);
    }

    synchronized void remove(String lab, List<TimelineEvent.News> news) {
        labs.remove(lab);
        tell(lab, news);
    }

    private void tell(String lab, List<TimelineEvent.News> news) {
        String now = Instant.now().toString();
        for (TimelineEvent.News each : news) {
            moments.addLast(TimelineEvent.of(++momentCount, now, lab, each));
            if (moments.size() > MOST_MOMENTS) {
                moments.removeFirst();
            }
        }
        changed = true;
        poller.wakeUp();
    }

    /** What has changed since the edition before, if anything, becomes one. By one thread at a time. */
    void publish() {
        Map<String, LabView> labsNow;
        List<TimelineEvent> momentsNow;
        synchronized (this) {
            if (!changed) {
                return;
            }
            changed = false;
            labsNow = new TreeMap<>(labs);
            momentsNow = new ArrayList<>(moments);
        }
        StateVersion next = version.next(labsNow, momentsNow);
        synchronized (published) {
            version = next;
            published.notifyAll();
        }
    }

    /** The newest. */
    StateVersion version() {
        return version;
    }

    /** The newest as soon as it is newer than a known one; the known one when there is none until then. */
    StateVersion newerThan(StateVersion known, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (published) {
            while (version.number() <= known.number()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return known;
                }
                published.wait(left);
            }
            return version;
        }
    }

    /** Somebody looks, until {@link #left}. */
    synchronized void joined() {
        viewers++;
    }

    synchronized void left() {
        viewers--;
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
