package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.support.OuterEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies files with a real engine. The container is never started. */
class FilesInContainersIT {

    private static final String IMAGE = "files-in-containers-it:1";
    private static final String BOUND = "/var/bound";

    private static Path hostFolder;
    private static OuterEngine outer;
    private static Engine engine;
    private static String container;

    @BeforeAll
    static void create(@TempDir Path shared) throws IOException {
        hostFolder = Files.createDirectory(shared.resolve("of-the-host"));
        Files.setPosixFilePermissions(hostFolder, PosixFilePermissions.fromString("rwxr-xr-x"));
        outer = OuterEngine.open();
        engine = DockerJavaConnector.engine(new EngineEndpoint(outer.address(), null, "test"));
        Path image = Files.write(shared.resolve("image.tar"), imageWithFolders("usr/", "var/"));
        engine.importImage(image, IMAGE, List.of());
        container = outer.client()
                .createContainerCmd(IMAGE)
                .withCmd("nothing")
                .withHostConfig(
                        HostConfig.newHostConfig().withBinds(new Bind(hostFolder.toString(), new Volume(BOUND))))
                .exec()
                .getId();
    }

    @AfterAll
    static void remove() {
        outer.client().removeContainerCmd(container).withForce(true).exec();
        outer.client().removeImageCmd(IMAGE).exec();
        outer.close();
    }

    @Test
    void folders_of_the_container_and_of_the_host_keep_their_modes() throws IOException {
        engine.copyInto(
                container,
                List.of(file("/usr/one"), file("/var/two"), file(BOUND + "/three"), file(BOUND + "/new/four")));

        assertThat(modeOf("/usr")).isEqualTo(0755);
        assertThat(modeOf("/var")).isEqualTo(0755);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hostFolder)))
                .isEqualTo("rwxr-xr-x");
        assertThat(hostFolder.resolve("three")).hasContent("content");
        assertThat(hostFolder.resolve("new/four")).hasContent("content");
    }

    @Test
    void missing_folders_are_created_and_files_have_the_mode_that_was_asked_for() throws IOException {
        engine.copyInto(container, List.of(file("/certs/authority/authority.pem"), file("/usr/deep/er/file")));

        assertThat(modeOf("/certs")).isEqualTo(0755);
        assertThat(modeOf("/certs/authority/authority.pem")).isEqualTo(0600);
        assertThat(engine.readFile(container, "/usr/deep/er/file"))
                .hasValueSatisfying(content -> assertThat(content).asString().isEqualTo("content"));
    }

    @Test
    void files_with_long_paths_arrive() {
        List<String> paths = List.of(
                "/usr/" + "n".repeat(96),
                "/usr/" + "a-folder-of-some-length/".repeat(20) + "with-a-file-of-some-length.conf",
                "/usr/ordner-für-größere-dinge/" + "ü".repeat(100));

        engine.copyInto(container, paths.stream().map(FilesInContainersIT::file).toList());

        assertThat(paths).allSatisfy(path -> assertThat(engine.readFile(container, path))
                .hasValueSatisfying(content -> assertThat(content).asString().isEqualTo("content")));
    }

    private static ContainerFile file(String path) {
        return new ContainerFile(path, 0600, "content".getBytes(StandardCharsets.UTF_8));
    }

    private static int modeOf(String path) throws IOException {
        try (InputStream archive = outer.client()
                        .copyArchiveFromContainerCmd(container, path)
                        .exec();
                TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            return tar.getNextEntry().getMode() & 0777;
        }
    }

    private static byte[] imageWithFolders(String... folders) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String folder : folders) {
                tar.putArchiveEntry(new TarArchiveEntry(folder));
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
