package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.OwnContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.VolumeMount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The sources of a lab's bind mounts as paths of the engine's host, when swarmlab runs in a container of that engine. */
final class EnginePaths {

    private EnginePaths() {}

    /**
     * The lab file with the paths of the engine's host. It is unchanged when swarmlab runs on a host or in a container
     * of another engine.
     *
     * @throws Failure when a source is in no mount of swarmlab's container, so that the host has no path for it
     */
    static LabFile in(LabFile labFile, Engine engine) {
        if (labFile.volumes().isEmpty()) {
            return labFile;
        }
        Optional<OwnContainer> container = OwnContainer.on(engine);
        return container
                .map(own -> labFile.withVolumes(labFile.volumes().stream()
                        .map(volume -> onHost(volume, own))
                        .toList()))
                .orElse(labFile);
    }

    static VolumeMount onHost(VolumeMount volume, OwnContainer container) {
        Path source = withoutLinks(volume.source());
        return container
                .onHost(source)
                .map(path -> new VolumeMount(path, volume.target(), volume.readOnly()))
                .orElseThrow(() -> Failure.of(
                                FailureKind.WRONG_INPUT,
                                "can't mount " + source + " as " + volume.target()
                                        + ", because it is only in swarmlab's own container")
                        .because("swarmlab runs in the container " + container.name()
                                + ", and none of its mounts contains this path")
                        .advise("Mount a folder of the host that contains the path, as with docker run"
                                + " -v \"$PWD\":/labs, and use paths below /labs in the lab file."));
    }

    /** A symbolic link that is absolute leads to another place on the host. */
    private static Path withoutLinks(Path source) {
        try {
            return source.toRealPath();
        } catch (IOException missing) {
            return source;
        }
    }
}
