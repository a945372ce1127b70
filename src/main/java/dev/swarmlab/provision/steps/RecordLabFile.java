package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.Expiry;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.Uninterruptible;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.Subnet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the lab file on the engine, in the labels of an empty volume. Labels can't be changed, so a changed lab file
 * gets a new volume with the next revision. The former volume is removed afterwards, so that there is always at least
 * one.
 */
public final class RecordLabFile {

    private final Engine engine;
    private final Origin origin;
    private final Subnet subnet;
    private final Optional<Expiry> expiry;
    private final Map<String, String> labels;

    /**
     * @param subnet of the lab's network
     * @param expiry when the lab expires; empty when it does not
     * @param labels more labels for the volume
     */
    public RecordLabFile(
            Engine engine, Origin origin, Subnet subnet, Optional<Expiry> expiry, Map<String, String> labels) {
        this.engine = engine;
        this.origin = origin;
        this.subnet = subnet;
        this.expiry = expiry;
        this.labels = labels;
    }

    /** Stores the lab file of a new lab. A run that fails removes it, as it has the run's label. */
    public void first(LabResources lab, String run) {
        if (lab.origin().isEmpty()) {
            create(lab, Map.of(Labels.RUN, run));
        }
    }

    /** Stores the lab file and the expiry of a run that has succeeded, and removes the former ones. */
    public void replace(LabResources lab) {
        List<EngineVolume> former = lab.fileVolumes();
        boolean isRecorded = lab.origin().equals(Optional.of(origin))
                && lab.expiry().equals(expiry)
                && former.get(former.size() - 1).labels().entrySet().containsAll(labels.entrySet());
        if (!isRecorded) {
            create(lab, Map.of());
            former.forEach(this::remove);
        } else if (former.size() > 1) {
            former.subList(0, former.size() - 1).forEach(this::remove);
        }
    }

    private void create(LabResources lab, Map<String, String> additional) {
        int last = lab.fileVolumes().stream()
                .mapToInt(LabResources::revision)
                .max()
                .orElse(0);
        Map<String, String> all = new HashMap<>(origin.labels());
        all.putAll(labels);
        all.put(Labels.LAB, lab.name());
        all.put(Labels.SUBNET, subnet.toString());
        expiry.ifPresent(time -> all.put(Labels.EXPIRES, time.text()));
        all.put(Labels.REVISION, String.valueOf(last + 1));
        all.putAll(additional);
        Uninterruptible.run(() -> engine.createVolume(LabNames.fileVolume(lab.name(), last + 1), all));
    }

    private void remove(EngineVolume volume) {
        engine.removeVolume(volume.name());
    }
}
