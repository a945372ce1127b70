package dev.swarmlab.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What happened in a drill, told as it happens and kept in order. */
final class TimeLine {

    private final long began = System.nanoTime();
    private final Consumer<Moment> listener;
    private final List<Moment> moments = new ArrayList<>();

    TimeLine(Consumer<Moment> listener) {
        this.listener = listener;
    }

    synchronized void add(Moment.Kind kind, String words) {
        Moment moment = new Moment(elapsed(), kind, words);
        moments.add(moment);
        listener.accept(moment);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    synchronized List<Moment> moments() {
        return List.copyOf(moments);
    }
}
