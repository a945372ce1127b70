package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.view.LabView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The state at one moment, for those who want to see it once. */
public final class Snapshot {

    private Snapshot() {}

    /** As {@code /api/state} answers it, with nothing on the time line. */
    public static JsonNode of(List<LabView> labs) {
        Map<String, LabView> byName = labs.stream()
                .collect(Collectors.toMap(LabView::name, Function.identity(), (one, other) -> one, TreeMap::new));
        return StateVersion.first().next(byName, List.of()).whole();
    }
}
