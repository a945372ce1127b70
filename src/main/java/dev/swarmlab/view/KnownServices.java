package dev.swarmlab.view;

import dev.swarmlab.swarm.SwarmService;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers the name and colour of each service of a swarm: tasks may outlive their service for a short time, and a
 * service must not change its colour. Not thread-safe.
 */
final class KnownServices {

    static final int COLOURS = 12;

    private record Known(String name, int colour) {}

    private final Map<String, Known> byId = new HashMap<>();

    /**
     * Adds new services, and forgets those that have been removed and have no tasks left.
     *
     * @param withTasks the ids of the services of all tasks
     */
    void update(List<SwarmService> services, Set<String> withTasks) {
        Set<String> inUse = new HashSet<>(withTasks);
        services.forEach(service -> inUse.add(service.id()));
        byId.keySet().retainAll(inUse);
        services.stream()
                .sorted(Comparator.comparing(SwarmService::name))
                .forEach(service ->
                        byId.computeIfAbsent(service.id(), id -> new Known(service.name(), colourFor(service.name()))));
    }

    /** Derived from the name, so that a recreated service keeps its colour. If that is in use, the next free colour. */
    private int colourFor(String name) {
        Set<Integer> used = new HashSet<>();
        byId.values().forEach(known -> used.add(known.colour()));
        int preferred = Math.floorMod(name.hashCode(), COLOURS);
        for (int step = 0; step < COLOURS; step++) {
            int colour = (preferred + step) % COLOURS;
            if (!used.contains(colour)) {
                return colour;
            }
        }
        return preferred;
    }

    int colour(String serviceId) {
        Known known = byId.get(serviceId);
        return known == null ? 0 : known.colour();
    }

    String name(String serviceId) {
        Known known = byId.get(serviceId);
        return known == null ? "unknown service" : known.name();
    }
}
