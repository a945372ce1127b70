package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import java.util.List;
import java.util.function.Consumer;

/**
 * Removes the containers of managers whose address for other computers has changed, since the published ports of a
 * container can't be changed. Their volumes stay, so {@link RestoreNodes} brings the managers back with their data and
 * their membership in the swarm.
 */
public final class RemoveForNewAddress implements Runnable {

    private final LabRun lab;
    private final List<EngineContainer> managers;
    private final Consumer<String> kept;

    /** @param kept gets the name of each manager: a run that fails later must not remove its new container */
    public RemoveForNewAddress(LabRun lab, List<EngineContainer> managers, Consumer<String> kept) {
        this.lab = lab;
        this.managers = managers;
        this.kept = kept;
    }

    @Override
    public void run() {
        if (managers.isEmpty()) {
            return;
        }
        lab.authority(); // the only copy of its key may be in these containers
        lab.parallel()
                .allOrFirstFailure(managers.stream()
                        .<Runnable>map(each -> () -> remove(each))
                        .toList());
    }

    private void remove(EngineContainer manager) {
        String name = LabClient.nameOf(manager);
        lab.notice(
                "recreating the container of " + name + " for its new address; it keeps its data in /var/lib/docker");
        kept.accept(name);
        new EnsureContainer(lab.engine()).stopIfRunning(manager);
        lab.engine().removeContainer(manager.id());
    }
}
