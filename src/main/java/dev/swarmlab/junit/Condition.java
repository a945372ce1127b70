package dev.swarmlab.junit;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.swarm.SwarmView;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** What {@link Lab#await} waits for, see {@link Conditions}. Immutable. */
public final class Condition {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    private final String description;
    private final Duration limit;
    private final BiFunction<SwarmView, List<EngineContainer>, Answer> test;

    private Condition(String description, Duration limit, BiFunction<SwarmView, List<EngineContainer>, Answer> test) {
        this.description = description;
        this.limit = limit;
        this.test = test;
    }

    /** @param test gets the state of the swarm and the containers of all nodes */
    static Condition of(String description, BiFunction<SwarmView, List<EngineContainer>, Answer> test) {
        return new Condition(description, DEFAULT_LIMIT, test);
    }

    /** The same condition with another time limit. The default is 30 seconds. */
    public Condition within(Duration time) {
        return new Condition(description, time, test);
    }

    String description() {
        return description;
    }

    Duration limit() {
        return limit;
    }

    Answer test(SwarmView view, List<EngineContainer> containers) {
        return test.apply(view, containers);
    }
}
