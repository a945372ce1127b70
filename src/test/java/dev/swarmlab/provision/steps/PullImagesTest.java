package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PullImagesTest {

    private static final String APP = "registry:5000/my/app:1";

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    private void pull(String digest) {
        LabRun run = lab.run();
        run.pushedDigests().complete(Map.of(APP, digest));
        new PullImages(run, lab.node("worker01")).run();
    }

    @Test
    void a_node_without_the_image_pulls_it() {
        pull(FakeEngine.digest("my/app:1"));

        assertThat(lab.engine.swarm.hooks.calls("worker01 POST /images")).hasSize(1);
    }

    @Test
    void a_node_that_has_the_registrys_image_does_not_pull_it_again() {
        pull(FakeEngine.digest("my/app:1"));
        pull(FakeEngine.digest("my/app:1"));

        assertThat(lab.engine.swarm.hooks.calls("worker01 POST /images")).hasSize(1);
    }

    /** An image has two digests when it was pushed alone, and later as a part of an index. */
    @Test
    void a_node_that_knows_the_same_image_by_an_earlier_digest_too_has_the_registrys() {
        lab.swarm.earlierDigest(APP, "sha256:earlier");

        pull(FakeEngine.digest("my/app:1"));
        pull(FakeEngine.digest("my/app:1"));

        assertThat(lab.engine.swarm.hooks.calls("worker01 POST /images")).hasSize(1);
    }

    @Test
    void a_node_with_another_image_is_reported() {
        assertThatThrownBy(() -> pull("sha256:another"))
                .isInstanceOf(Failure.class)
                .hasMessage("the image registry:5000/my/app:1 on worker01 is not the registry's: the registry"
                        + " has the digest sha256:another, the node has " + FakeEngine.digest("my/app:1"));
    }

    @Test
    void a_failed_pull_is_reported_with_the_node_the_image_and_the_error() {
        lab.engine.swarm.hooks.failing(
                "worker01 POST /images", () -> new EngineException(500, "no space left on device"));

        assertThatThrownBy(() -> pull("sha256:any"))
                .hasMessage("worker01 can't pull registry:5000/my/app:1: no space left on device");
    }

    @Test
    void a_node_that_stops_during_the_pull_is_reported_with_its_log() {
        lab.engine.swarm.hooks.before("worker01 POST /images", () -> {
            lab.engine.end("swarmlab-lab-worker01", "exited, exit code 137", "level=error out of memory");
            throw new EngineException(EngineException.UNREACHABLE, "Connection reset");
        });

        assertThatThrownBy(() -> pull("sha256:any"))
                .hasMessageContaining("worker01 stopped")
                .hasMessageEndingWith("from its log: level=error out of memory");
    }
}
