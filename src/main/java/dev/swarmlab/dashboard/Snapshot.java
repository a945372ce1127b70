package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.view.LabView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The current state as JSON, for a command that prints it once. */
public final class Snapshot {

    private Snapshot() {}

    /** In the format of {@code /api/state}, without events. */
    public static JsonNode of(List<LabView> labs) {
        Map<String, LabView> byName = labs.stream()
                .collect(Collectors.toMap(LabView::name, Function.identity(), (first, second) -> first, TreeMap::new));
        return StateVersion.first().next(byName, List.of()).fullState();
    }
}
