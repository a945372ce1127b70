package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Network;
import dev.swarmlab.support.HostProcesses;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code down} leaves no resources of a lab except for its images. */
class DownIT {

    private static final String LAB = "shortlived";

    private final OuterEngine engine = OuterEngine.open();

    @AfterEach
    void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    @Test
    void down_leaves_no_resources_except_for_images(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("lab.yml"), """
                name: shortlived
                workers: 1
                images: [{image: swarmlab/echo:latest, build: %s}]
                """.formatted(SwarmLabProcess.home().resolve("images/echo")));
        swarmlab("up", file.toString()).succeeded();
        List<String> names = namesOnTheHost();
        assertThat(engine.resourcesOf(LAB)).hasSize(8);
        assertThat(HostProcesses.mentioning(names)).hasSizeGreaterThan(7);
        assertThat(bridge(names)).exists();

        ProcessResult down = swarmlab("down", LAB).succeeded();

        assertThat(down.out()).isEmpty();
        assertThat(engine.resourcesOf(LAB)).isEmpty();
        assertThat(HostProcesses.mentioning(names)).isEmpty();
        assertThat(bridge(names)).doesNotExist();
        assertThat(engine.client()
                        .inspectImageCmd("swarmlab/echo:latest")
                        .exec()
                        .getId())
                .isNotEmpty();
        assertThat(swarmlab("down", LAB).succeeded().err()).contains("there is no lab named shortlived");
    }

    /**
     * The texts that identify the lab's processes and mounts: ids of its network and containers, the prefix of its
     * volumes.
     */
    private List<String> namesOnTheHost() {
        Network network = engine.client()
                .inspectNetworkCmd()
                .withNetworkId("swarmlab-" + LAB)
                .exec();
        List<String> names = new ArrayList<>(List.of(network.getId(), "swarmlab-shortlived-"));
        names.addAll(engine.containerIds(LAB));
        return names;
    }

    /** The bridge of the lab's network. Its name contains the start of the network's id. */
    private static Path bridge(List<String> names) {
        return Path.of("/sys/class/net", "br-" + names.get(0).substring(0, 12));
    }
}
