package dev.swarmlab.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.parallel.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCertificatesTest {

    private static final String ENGINE = "unix:///var/run/docker.sock";
    private static final LabAuthority AUTHORITY = LabAuthority.create("web");
    private static final LabAuthority LATER = LabAuthority.create("web");

    private final Path home;

    ClientCertificatesTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void only_their_owner_can_read_them() throws IOException {
        Path folder = certificates().of(ENGINE, "web", AUTHORITY);

        assertThat(folder.getFileName().toString()).startsWith("web-");
        assertThat(modes(state())).containsOnly("rwx------", "rw-------");
        assertThat(modes(folder)).containsExactlyInAnyOrder("rwx------", "rw-------", "rw-------", "rw-------");
        assertThat(folder.resolve("ca.pem")).hasContent(AUTHORITY.certificatePem());
        assertThat(folder.resolve("cert.pem")).content().contains("BEGIN CERTIFICATE");
        assertThat(folder.resolve("key.pem")).content().contains("BEGIN PRIVATE KEY");
    }

    @Test
    void they_are_made_once() throws IOException {
        Path folder = certificates().of(ENGINE, "web", AUTHORITY);
        String key = Files.readString(folder.resolve("key.pem"));

        assertThat(certificates().of(ENGINE, "web", AUTHORITY)).isEqualTo(folder);
        assertThat(folder.resolve("key.pem")).hasContent(key);
    }

    @Test
    void a_lab_that_was_made_anew_gets_new_ones_in_the_same_place() throws IOException {
        Path folder = certificates().of(ENGINE, "web", AUTHORITY);
        String key = Files.readString(folder.resolve("key.pem"));

        assertThat(certificates().of(ENGINE, "web", LATER)).isEqualTo(folder);
        assertThat(folder.resolve("ca.pem")).hasContent(LATER.certificatePem());
        assertThat(folder.resolve("key.pem")).content().isNotEqualTo(key);
        assertThat(folders()).containsExactly(folder);
    }

    @Test
    void a_folder_that_lacks_a_file_is_made_whole() throws IOException {
        Path folder = certificates().of(ENGINE, "web", AUTHORITY);
        Files.delete(folder.resolve("key.pem"));

        certificates().of(ENGINE, "web", AUTHORITY);

        assertThat(folder.resolve("key.pem")).exists();
    }

    /** One of them finds what the other has put there. */
    @Test
    void many_at_once_do_not_break_each_other() throws IOException {
        Runnable one = () -> certificates().of(ENGINE, "web", AUTHORITY);

        new Parallel(false).allWithEveryFailure(Collections.nCopies(8, one));

        assertThat(folders()).singleElement().satisfies(folder -> assertThat(folder.resolve("key.pem"))
                .exists());
    }

    @Test
    void labs_of_one_name_on_two_engines_are_two_labs() {
        Path here = certificates().of(ENGINE, "web", AUTHORITY);
        Path there = certificates().of("unix:///there.sock", "web", LATER);

        assertThat(certificates().remove(ENGINE, "web")).containsExactly(here);
        assertThat(here).doesNotExist();
        assertThat(there).exists();
    }

    @Test
    void those_of_every_lab_on_an_engine_can_be_removed_with_what_was_never_finished() throws IOException {
        Path web = certificates().of(ENGINE, "web", AUTHORITY);
        certificates().of(ENGINE, "shop", LATER);
        Path there = certificates().of("unix:///there.sock", "web", LATER);
        Files.createDirectory(web.resolveSibling(web.getFileName() + ".1234"));

        assertThat(certificates().removeAll(ENGINE)).hasSize(3);
        assertThat(folders()).containsExactly(there);
    }

    @Test
    void nothing_is_left_behind() {
        certificates().of(ENGINE, "web", AUTHORITY);

        certificates().remove(ENGINE, "web");

        assertThat(state()).doesNotExist();
        assertThat(home).isEmptyDirectory();
        assertThat(certificates().remove(ENGINE, "web")).isEmpty();
    }

    @Test
    void a_place_that_can_not_be_written_to_is_named() throws IOException {
        Files.createFile(state());

        assertThatThrownBy(() -> certificates().of(ENGINE, "web", AUTHORITY))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("can't write the certificates to " + state())
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("XDG_STATE_HOME");
    }

    private ClientCertificates certificates() {
        return new ClientCertificates(state());
    }

    private Path state() {
        return home.resolve("swarmlab");
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(state().resolve("certificates"))) {
            return all.toList();
        }
    }

    private static List<String> modes(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.map(ClientCertificatesTest::mode).toList();
        }
    }

    private static String mode(Path path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return PosixFilePermissions.toString(permissions);
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }
}
