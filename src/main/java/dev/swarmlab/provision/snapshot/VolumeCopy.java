package dev.swarmlab.provision.snapshot;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import java.util.List;

/** Copies volumes of a lab, with hard links, device nodes and extended attributes. Safe for use by several threads. */
public final class VolumeCopy {

    private static final String SOURCE = "/swarmlab-source";
    private static final String TARGET = "/swarmlab-target";

    /**
     * Replaces what the target contains. An attribute that can't be copied is an error, unlike with {@code cp -a}. Files
     * share their blocks where the filesystem can do this.
     */
    private static final String SCRIPT = "find " + TARGET + " -mindepth 1 -delete && cp -dR --reflink=auto"
            + " --preserve=mode,ownership,timestamps,links,xattr " + SOURCE + "/. " + TARGET;

    /** What must not be in two labs: the identity of the daemon. */
    private static final String WITHOUT_IDENTITY = SCRIPT + " && rm -f " + TARGET + "/engine-id";

    private static final String WITHOUT_SWARM = WITHOUT_IDENTITY + " && rm -rf " + TARGET + "/swarm";

    private final Engine engine;
    private final String lab;
    private final String snapshot;
    private final String image;
    private final Deadline deadline;

    private VolumeCopy(Engine engine, String lab, String snapshot, String image, Deadline deadline) {
        this.engine = engine;
        this.lab = lab;
        this.snapshot = snapshot;
        this.image = image;
        this.deadline = deadline;
    }

    /**
     * Copies for a snapshot. It chooses the image first, so that a lab is not stopped in vain.
     *
     * @throws Failure when no image can copy the data
     */
    public static VolumeCopy of(
            Engine engine, Progress progress, LabResources lab, String snapshot, Deadline deadline) {
        String image = new CopyImage(engine, progress, deadline).of(lab, snapshot);
        return new VolumeCopy(engine, lab.name(), snapshot, image, deadline);
    }

    /**
     * Replaces the content of a volume by that of another one.
     *
     * @param node the node whose data they hold
     */
    public void copy(String node, String source, String target) {
        run(SCRIPT, node, source, target);
    }

    /**
     * The same for a node of another lab.
     *
     * @param keepsSwarm whether the node keeps its membership in the swarm
     */
    public void copyToOtherLab(String node, String source, String target, boolean keepsSwarm) {
        run(keepsSwarm ? WITHOUT_IDENTITY : WITHOUT_SWARM, node, source, target);
    }

    private void run(String script, String node, String source, String target) {
        List<ContainerMount> mounts = List.of(
                new ContainerMount(ContainerMount.Kind.VOLUME, source, SOURCE, true),
                ContainerMount.volume(target, TARGET));
        try (CopyContainer container = CopyContainer.of(engine, lab, snapshot, node, image, mounts, deadline)) {
            ExecResult result = container.execute(List.of("sh", "-c", script));
            if (result.exitCode() != 0) {
                throw Failure.of(FailureKind.FAILED, "can't copy the data of " + node)
                        .because(result.output().strip());
            }
        } catch (EngineException exception) {
            if (!exception.isTooLate()) {
                throw exception;
            }
            throw Failure.of(FailureKind.TIMED_OUT, "copying the data of " + node + " did not end in time")
                    .because("the time limit is " + deadline.given().toSeconds() + " s")
                    .advise("Give it more time with --timeout.")
                    .causedBy(exception);
        }
    }
}
