package dev.swarmlab.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events of a drill in order. The listener is called with each event as it is added. Thread-safe. */
final class Timeline {

    private final long began = System.nanoTime();
    private final Consumer<DrillEvent> listener;
    private final List<DrillEvent> events = new ArrayList<>();

    Timeline(Consumer<DrillEvent> listener) {
        this.listener = listener;
    }

    synchronized void add(DrillEvent.Kind kind, String message) {
        DrillEvent event = new DrillEvent(elapsed(), kind, message);
        events.add(event);
        listener.accept(event);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    synchronized List<DrillEvent> events() {
        return List.copyOf(events);
    }
}
