package dev.swarmlab.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionTest {

    private Path outside;
    private Path folder;

    @BeforeEach
    void create(@TempDir Path temporary) throws IOException {
        outside = temporary.toRealPath();
        folder = Files.createDirectory(outside.resolve("destination"));
        Files.writeString(outside.resolve("secret"), "untouched");
    }

    private List<String> extract(Tar tar) throws IOException {
        return new Extraction(folder.resolve("site"), true).extract(new ByteArrayInputStream(tar.bytes()));
    }

    /** All paths below the folder above the destination. */
    private List<String> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(outside)) {
            return paths.map(path -> outside.relativize(path).toString())
                    .filter(path -> !path.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void files_folders_and_links_keep_their_content_permissions_and_targets() throws IOException {
        List<String> leftOut = extract(new Tar()
                .folder("source", 0750)
                .folder("source/read-only", 0555)
                .file("source/read-only/run", "#!/bin/sh", 04755)
                .file("source/empty", "", 0600)
                .link("source/read-only/up", "../empty")
                .link("source/plain", "read-only/run")
                .link("source/here", ".")
                .hardLink("source/twin", "source/read-only/run"));

        Path site = folder.resolve("site");
        assertThat(leftOut).isEmpty();
        assertThat(Stream.of("", "read-only", "read-only/run", "empty", "twin")
                        .map(site::resolve)
                        .map(ExtractionTest::permissions))
                .containsExactly("rwxr-x---", "r-xr-xr-x", "rwxr-xr-x", "rw-------", "rwxr-xr-x");
        assertThat(site.resolve("plain")).hasContent("#!/bin/sh");
        assertThat(site.resolve("twin")).hasContent("#!/bin/sh");
        assertThat(Files.readSymbolicLink(site.resolve("read-only/up"))).isEqualTo(Path.of("../empty"));
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site/../../secret",
                "site/a/../../../secret",
                "site/..",
                "../secret",
                "/etc/secret",
                "site/./secret",
                "site//../secret"
            })
    void a_name_that_leads_out_ends_the_copy(String name) throws IOException {
        Tar tar = new Tar().folder("site").file(name, "overwritten");

        assertThatThrownBy(() -> extract(tar)).isInstanceOf(IOException.class).hasMessageContaining("unsafe name");

        assertThat(outside.resolve("secret")).hasContent("untouched");
        assertThat(everything()).containsExactly("destination", "destination/site", "secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "..", "../secret", "../../secret", "folder/../../secret", "../site/folder", ""})
    void a_symbolic_link_that_leads_out_is_left_out(String target) throws IOException {
        List<String> leftOut =
                extract(new Tar().folder("site").folder("site/folder").link("site/link", target));

        assertThat(leftOut).singleElement().asString().startsWith("site/link (");
        assertThat(everything())
                .containsExactly("destination", "destination/site", "destination/site/folder", "secret");
    }

    /** By its text alone, {@code s/t/up/../..} is in the folder; on the disk, it is not. */
    @Test
    void a_link_over_another_link_does_not_lead_out() throws IOException {
        List<String> leftOut = extract(new Tar()
                .folder("site")
                .folder("site/s")
                .folder("site/s/t")
                .link("site/s/t/up", "../..")
                .link("site/out", "s/t/up/../../secret"));

        assertThat(leftOut).singleElement().asString().startsWith("site/out (");
    }

    @Test
    void nothing_is_written_through_a_link_of_the_archive() throws IOException {
        List<String> leftOut = extract(new Tar()
                .folder("site")
                .folder("site/folder")
                .link("site/link", "folder")
                .file("site/link/file", "through a link"));

        assertThat(leftOut).containsExactly("site/link/file (its folder is a symbolic link)");
        assertThat(folder.resolve("site/folder")).isEmptyDirectory();
    }

    @Test
    void nothing_is_written_through_a_link_that_existed() throws IOException {
        Files.createDirectory(folder.resolve("site"));
        Files.createSymbolicLink(folder.resolve("site/link"), outside);
        Files.createSymbolicLink(folder.resolve("site/file"), outside.resolve("secret"));

        List<String> leftOut =
                extract(new Tar().folder("site").file("site/link/secret", "bad").file("site/file", "new"));

        assertThat(leftOut).containsExactly("site/link/secret (its folder is a symbolic link)");
        assertThat(outside.resolve("secret")).hasContent("untouched");
        assertThat(folder.resolve("site/file")).hasContent("new");
        assertThat(Files.isSymbolicLink(folder.resolve("site/file"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"site/link, site/missing", "site/link, site/to-secret"})
    void a_hard_link_to_something_else_than_a_file_of_the_archive_is_left_out(String name, String target)
            throws IOException {
        List<String> leftOut =
                extract(new Tar().folder("site").link("site/to-secret", "x").hardLink(name, target));

        assertThat(leftOut).containsExactly("site/link (a link to " + target + ")");
    }

    @Test
    void a_hard_link_that_leads_out_ends_the_copy() {
        Tar tar = new Tar().folder("site").hardLink("site/link", "site/../../secret");

        assertThatThrownBy(() -> extract(tar)).hasMessageContaining("unsafe name");
    }

    @Test
    void devices_are_left_out() throws IOException {
        assertThat(extract(new Tar().folder("site").device("site/null")))
                .containsExactly("site/null (neither a file, a folder nor a link)");
    }

    @Test
    void a_folder_does_not_replace_a_file_nor_a_file_a_folder() throws IOException {
        Files.createDirectories(folder.resolve("site/a"));
        Files.writeString(folder.resolve("site/b"), "kept");

        assertThatThrownBy(() -> extract(new Tar().folder("site").file("site/a", "")))
                .hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> extract(new Tar().folder("site").folder("site/b")))
                .hasMessageContaining("it exists and is not a folder");
        assertThat(folder.resolve("site/b")).hasContent("kept");
    }

    @Test
    void a_single_file_gets_the_name_of_the_target() throws IOException {
        new Extraction(folder.resolve("new"), false)
                .extract(new ByteArrayInputStream(
                        new Tar().file("old", "content").bytes()));

        assertThat(folder.resolve("new")).hasContent("content");
    }
}
