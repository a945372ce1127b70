package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnContainerTest {

    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String FILES_OF_ENGINE = "812 790 254:1 /var/lib/docker/containers/" + ID
            + "/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw\n";
    private static final String LABS = "813 790 254:1 /home/ann/my\\040labs /labs rw,relatime - ext4 /dev/vda1 rw\n";

    @TempDir
    private Path proc = Path.of("");

    private final FakeEngine engine = new FakeEngine();

    private static ContainerMount bind(String source, String target) {
        return new ContainerMount(ContainerMount.Kind.BIND, source, target, false);
    }

    private void create(ContainerMount... mounts) {
        engine.createContainer(ContainerSpecification.builder()
                .name(ID)
                .image("swarmlab")
                .hostname("own")
                .network("bridge")
                .address("")
                .mounts(List.of(mounts))
                .build());
    }

    private Optional<OwnContainer> found(String mountinfo, String cgroup) throws IOException {
        Files.writeString(proc.resolve("mountinfo"), mountinfo);
        Files.writeString(proc.resolve("cgroup"), cgroup);
        return OwnContainer.on(engine, proc);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /labs,              /home/ann/my labs
                    /labs/lab.yml,      /home/ann/my labs/lab.yml
                    /labs/stack/a,      /home/ann/my labs/stack/a
                    /labs/data/a,       /srv/data/a
                    /labs/database,     /home/ann/my labs/database
                    /labels,
                    /stack,
                    /,
                    """)
    void a_path_is_on_the_host_where_the_mount_that_contains_it_is(String path, String onHost) {
        OwnContainer container =
                new OwnContainer("own", List.of(bind("/home/ann/my labs", "/labs"), bind("/srv/data", "/labs/data")));

        assertThat(container.onHost(Path.of(path)).map(Path::toString)).isEqualTo(Optional.ofNullable(onHost));
    }

    @Test
    void the_root_of_the_host_can_be_mounted() {
        OwnContainer container = new OwnContainer("own", List.of(bind("/", "/host")));

        assertThat(container.onHost(Path.of("/host/srv"))).contains(Path.of("/srv"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mounted files              | true  | 0::/
                    control group              | false | 0::/docker/ID
                    control group of systemd   | false | 0::/system.slice/docker-ID.scope
                    """)
    void finds_the_container_by_its_id_in(String place, boolean mounted, String cgroup) throws IOException {
        create(bind("/home/ann/my labs", "/labs"));

        assertThat(found((mounted ? FILES_OF_ENGINE : "") + LABS, cgroup.replace("ID", ID)))
                .as(place)
                .map(OwnContainer::name)
                .contains(ID);
    }

    @Test
    void a_container_of_another_engine_is_not_found() throws IOException {
        assertThat(found(FILES_OF_ENGINE + LABS, "0::/")).isEmpty();
    }

    @Test
    void a_container_whose_network_this_process_shares_is_another_one() throws IOException {
        create(bind("/data", "/data"));

        assertThat(found(FILES_OF_ENGINE + LABS, "0::/")).isEmpty();
    }

    @Test
    void on_a_host_the_engine_is_not_asked() throws IOException {
        assertThat(found("22 1 254:1 / / rw - ext4 /dev/vda1 rw\n" + LABS, "0::/user.slice\n"))
                .isEmpty();
        assertThat(OwnContainer.on(engine, proc.resolve("missing"))).isEmpty();
        assertThat(engine.hooks.calls("")).isEmpty();
    }
}
