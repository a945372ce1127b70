package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.LabNames;

/** Removes the pull-through cache with its images when the lab file no longer has one. */
public final class RemoveCache implements Runnable {

    private final LabRun lab;

    public RemoveCache(LabRun lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        if (lab.plan().cache() != null) {
            return;
        }
        lab.observed().ownCache().ifPresent(cache -> lab.engine().removeContainer(cache.id()));
        lab.observed().volumes().stream()
                .filter(volume -> LabNames.CACHE.equals(volume.labels().get(Labels.NODE)))
                .forEach(volume -> lab.engine().removeVolume(volume.name()));
    }
}
