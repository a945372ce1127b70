package dev.swarmlab.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What happened in a drill, told as it happens and kept in order. */
final class Timeline {

    private final long began = System.nanoTime();
    private final Consumer<DrillEvent> listener;
    private final List<DrillEvent> moments = new ArrayList<>();

    Timeline(Consumer<DrillEvent> listener) {
        this.listener = listener;
    }

    synchronized void add(DrillEvent.Kind kind, String words) {
        DrillEvent moment = new DrillEvent(elapsed(), kind, words);
        moments.add(moment);
        listener.accept(moment);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    synchronized List<DrillEvent> moments() {
        return List.copyOf(moments);
    }
}
