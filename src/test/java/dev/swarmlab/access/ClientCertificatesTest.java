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
    private static final LabAuthority RECREATED = LabAuthority.create("web");

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
    void they_are_created_once() throws IOException {
        Path folder = certificates().of(ENGINE, "web", AUTHORITY);
        String key = Files.readString(folder.resolve("key.pem"));

        assertThat(certificates().of(ENGINE, "web", AUTHORITY)).isEqualTo(folder);
        assertThat(folder.resolve("key.pem")).hasContent(key);
    }

    @Test
    void a_recreated_lab_gets_new_ones_in_the_same_folder() throws IOException {
        Path folder = certificates().of(ENGINE, "web", AUTHORITY);
        String key = Files.readString(folder.resolve("key.pem"));

        assertThat(certificates().of(ENGINE, "web", RECREATED)).isEqualTo(folder);
        assertThat(folder.resolve("ca.pem")).hasContent(RECREATED.certificatePem());
        assertThat(folder.resolve("key.pem")).content().isNotEqualTo(key);
        assertThat(folders()).containsExactly(folder);
    }

    @Test
    void a_folder_without_its_key_is_replaced() throws IOException {
        Path folder = certificates().of(ENGINE, "web", AUTHORITY);
        Files.delete(folder.resolve("key.pem"));

        certificates().of(ENGINE, "web", AUTHORITY);

        assertThat(folder.resolve("key.pem")).exists();
    }

    @Test
    void several_threads_create_one_complete_folder() throws IOException {
        Runnable one = () -> certificates().of(ENGINE, "web", AUTHORITY);

        new Parallel(false).allWithEveryFailure(Collections.nCopies(8, one));

        assertThat(folders()).singleElement().satisfies(folder -> assertThat(folder.resolve("key.pem"))
                .exists());
    }

    @Test
    void labs_with_the_same_name_on_two_engines_have_separate_folders() {
        Path local = certificates().of(ENGINE, "web", AUTHORITY);
        Path other = certificates().of("unix:///other.sock", "web", RECREATED);

        assertThat(certificates().remove(ENGINE, "web")).containsExactly(local);
        assertThat(local).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void those_of_all_labs_on_an_engine_are_removed_together_with_unfinished_folders() throws IOException {
        Path web = certificates().of(ENGINE, "web", AUTHORITY);
        certificates().of(ENGINE, "shop", RECREATED);
        Path other = certificates().of("unix:///other.sock", "web", RECREATED);
        Files.createDirectory(web.resolveSibling(web.getFileName() + ".1234"));

        assertThat(certificates().removeAll(ENGINE)).hasSize(3);
        assertThat(folders()).containsExactly(other);
    }

    @Test
    void empty_parent_folders_are_removed_too() {
        certificates().of(ENGINE, "web", AUTHORITY);

        certificates().remove(ENGINE, "web");

        assertThat(state()).doesNotExist();
        assertThat(home).isEmptyDirectory();
        assertThat(certificates().remove(ENGINE, "web")).isEmpty();
    }

    @Test
    void a_folder_that_can_not_be_written_is_named() throws IOException {
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
