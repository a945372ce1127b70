package dev.swarmlab.provision.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.FileChange;
import dev.swarmlab.engine.FileChange.Kind;
import dev.swarmlab.fake.FakeLab;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshFilesTest {

    private static FileChange change(String text) {
        Kind kind =
                switch (text.charAt(0)) {
                    case 'A' -> Kind.ADDED;
                    case 'D' -> Kind.DELETED;
                    default -> Kind.MODIFIED;
                };
        return new FileChange(kind, text.substring(2));
    }

    /** The changes are written as the docker CLI does. */
    private static String changedByUser(String changes) {
        List<FileChange> all =
                Arrays.stream(changes.split(", ")).map(FreshFilesTest::change).toList();
        return String.join(", ", FreshFiles.changedByUser(all, new FakeLab("workers: 1").node("worker01")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "A /certs, A /certs/server, A /certs/server/key.pem, A /certs/authority, A /certs/authority/authority.pem",
                "C /usr, C /usr/local, C /usr/local/lib, A /usr/local/lib/swarmlab, A /usr/local/lib/swarmlab/containerd.toml",
                "C /etc, A /etc/docker, A /etc/docker/key.json",
                "C /var, C /var/lib, A /var/lib/docker",
                "C /run, A /run/docker.pid, C /tmp, C /root",
            })
    void a_fresh_node_has_no_changed_files(String changes) {
        assertThat(changedByUser(changes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "C /root, A /root/notes; /root/notes",
                "C /root, A /root/.docker, A /root/.docker/config.json; /root/.docker/config.json",
                "C /etc, C /etc/passwd; /etc/passwd",
                "C /usr, C /usr/bin, D /usr/bin/docker; /usr/bin/docker",
                "C /etc, A /etc/docker, A /etc/docker/daemon.json; /etc/docker/daemon.json",
                "A /homework, A /homework/one, A /homework/two; /homework/one, /homework/two",
                "A /empty; /empty",
                "C /tmp, A /tmp/site, A /tmp/site/page; /tmp/site/page",
                "C /usr/share, C /usr/share/zoneinfo, C /usr/share/zoneinfo/UTC; /usr/share/zoneinfo/UTC",
            })
    void files_of_the_user_are_found(String changes, String found) {
        assertThat(changedByUser(changes)).isEqualTo(found);
    }
}
