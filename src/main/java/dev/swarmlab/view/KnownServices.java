package dev.swarmlab.view;

import dev.swarmlab.swarm.SwarmService;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names and colours of a swarm's services. They are kept: tasks outlive their service for a moment, and a service's
 * colour is how people in the last row tell it from the others.
 */
final class KnownServices {

    static final int COLOURS = 12;

    private record Known(String name, int colour) {}

    private final Map<String, Known> byId = new HashMap<>();

    /** Learns the services that are there now, and forgets those that no task belongs to any more. */
    void learn(List<SwarmService> services, Set<String> withTasks) {
        Set<String> alive = new HashSet<>(withTasks);
        services.forEach(service -> alive.add(service.id()));
        byId.keySet().retainAll(alive);
        services.stream()
                .sorted(Comparator.comparing(SwarmService::name))
                .forEach(service ->
                        byId.computeIfAbsent(service.id(), id -> new Known(service.name(), colourFor(service.name()))));
    }

    /** Follows from the name, so that a service that is made anew looks as before; the next when that is in use. */
    private int colourFor(String name) {
        Set<Integer> used = new HashSet<>();
        byId.values().forEach(known -> used.add(known.colour()));
        int first = Math.floorMod(name.hashCode(), COLOURS);
        for (int step = 0; step < COLOURS; step++) {
            int colour = (first + step) % COLOURS;
            if (!used.contains(colour)) {
                return colour;
            }
        }
        return first;
    }

    int colour(String service) {
        Known known = byId.get(service);
        return known == null ? 0 : known.colour();
    }

    String name(String service) {
        Known known = byId.get(service);
        return known == null ? "a service that is gone" : known.name();
    }
}
