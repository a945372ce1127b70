package dev.swarmlab.prune;

import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.ListedImage;
import dev.swarmlab.parallel.Parallel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads from an engine what {@code prune} would remove. */
public final class PrunePlanner {

    private final Engine engine;
    private final Parallel parallel;
    private final PruneScope scope;

    public PrunePlanner(Engine engine, Parallel parallel, PruneScope scope) {
        this.engine = engine;
        this.parallel = parallel;
        this.scope = scope;
    }

    /** The plan with the sizes of labs, which the engine has to find out. */
    public PrunePlan plan(Instant now) {
        PrunePlan withoutSizes = plan(now, Optional.empty());
        boolean hasSizes = withoutSizes.labs().isEmpty()
                && withoutSizes.snapshots().isEmpty()
                && withoutSizes.containers().isEmpty()
                && withoutSizes.skipped().isEmpty();
        return hasSizes ? withoutSizes : plan(now, engine.diskUsage());
    }

    /** The plan with known sizes; without them, labs have none. */
    public PrunePlan plan(Instant now, Optional<DiskUsage> usage) {
        List<EngineSnapshot> snapshot = new ArrayList<>();
        List<ListedImage> built = new ArrayList<>();
        List<Runnable> questions = new ArrayList<>(List.of(() -> snapshot.add(EngineSnapshot.of(engine, parallel))));
        if (scope.images()) {
            questions.add(() -> built.addAll(BuiltImages.on(engine)));
        }
        parallel.allOrFirstFailure(questions);
        return PrunePlan.of(snapshot.get(0), built, usage, scope, now);
    }

    PruneScope scope() {
        return scope;
    }
}
