package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.copy.Tar;
import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.fake.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyCommandTest {

    private static final String NODE = "swarmlab-lab-worker01";
    private static final ContainerPath FOLDER = new ContainerPath(true, "");
    private static final ContainerPath FILE = new ContainerPath(false, "");

    private final FakeEngine engine = new SampleLab().engine;
    private final CapturedConsole console = CapturedConsole.with(engine);
    private Path here;

    @BeforeEach
    void create(@TempDir Path folder) throws IOException {
        here = folder.toRealPath();
        Files.createDirectories(here.resolve("site/css"));
        Path script = Files.writeString(here.resolve("site/run"), "#!/bin/sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.writeString(here.resolve("site/css/a.css"), "a");
        Files.createSymbolicLink(here.resolve("site/link"), Path.of("css/a.css"));
        Files.writeString(here.resolve("one"), "1");
        engine.end(NODE, "Exited (0)", ""); // a running node copies itself
        for (String path : new String[] {"/", "/tmp", "/real"}) {
            engine.withPath(NODE, path, FOLDER);
        }
        engine.withPath(NODE, "/etc/hosts", FILE).withPath(NODE, "/etc", FOLDER);
        engine.withPath(NODE, "/link", new ContainerPath(false, "/real"));
        engine.withPath(NODE, "/log", FOLDER)
                .withArchive(
                        NODE,
                        "/log",
                        new Tar().folder("log").file("log/app", "started", 0640).bytes());
        engine.withArchive(
                NODE, "/etc/hosts", new Tar().file("hosts", "127.0.0.1").bytes());
    }

    private int run(String typed) {
        return console.run(typed.replace("HERE", here.toString()).split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cp HERE/one worker01:/tmp         | /tmp  | one
            cp HERE/one worker01:/tmp/        | /tmp  | one
            cp HERE/one worker01:tmp/two      | /tmp  | two
            cp HERE/one worker01:/etc/hosts   | /etc  | hosts
            cp HERE/one worker01:/link        | /real | one
            cp HERE/one worker01:/link/two    | /real | two
            cp HERE/site worker01:/tmp        | /tmp  | site/ site/css/ site/css/a.css site/link site/run
            cp HERE/site worker01:/tmp/new    | /tmp  | new/ new/css/ new/css/a.css new/link new/run
            cp HERE/site worker01:/tmp/new/   | /tmp  | new/ new/css/ new/css/a.css new/link new/run
            cp HERE/site/. worker01:/tmp      | /tmp  | css/ css/a.css link run
            cp HERE/site/. worker01:/tmp/new  | /tmp  | new/ new/css/ new/css/a.css new/link new/run
            cp HERE/site -l lab worker01:/a/../tmp | /tmp | site/ site/css/ site/css/a.css site/link site/run
            """)
    void files_are_copied_into_a_node(String typed, String folder, String names) {
        assertThat(run(typed)).as(console.err()).isZero();

        assertThat(Tar.list(engine.archive(NODE, folder)).keySet()).containsExactly(names.split(" "));
        assertThat(console.err()).startsWith("copied " + here);
        assertThat(console.out()).isEmpty();
    }

    @Test
    void copies_in_a_node_keep_permissions_and_links_and_belong_to_root() {
        assertThat(run("cp HERE/site worker01:/tmp")).isZero();

        assertThat(Tar.list(engine.archive(NODE, "/tmp")))
                .containsAllEntriesOf(Map.of(
                        "site/run", "750 0 #!/bin/sh", "site/link", "0 -> css/a.css", "site/css/a.css", "644 0 a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cp worker01:/log HERE             | log/app
            cp worker01:/log HERE/new         | new/app
            cp worker01:/log/. HERE           | app
            cp worker01:/log/. HERE/new       | new/app
            cp worker01:/etc/hosts HERE       | hosts
            cp worker01:/etc/hosts HERE/one   | one
            cp worker01:/etc/hosts HERE/two   | two
            """)
    void files_are_copied_out_of_a_node(String typed, String copy) {
        assertThat(run(typed)).as(console.err()).isZero();

        assertThat(here.resolve(copy)).content().isIn("started", "127.0.0.1");
        assertThat(console.err()).startsWith("copied worker01:/");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void an_archive_is_copied_both_ways() {
        byte[] tar = engine.archive(NODE, "/log");
        assertThat(run("cp worker01:/log -")).isZero();
        assertThat(console.out()).contains("log/app").contains("started");
        assertThat(console.err()).isEmpty();

        assertThat(run("cp - worker01:/tmp")).isZero();
        assertThat(engine.archive(NODE, "/tmp")).isEmpty();
        assertThat(tar).isNotEmpty();
    }

    /** The engine does not see what is mounted in the node, as on /tmp. */
    @Test
    void a_running_node_copies_with_tar() {
        engine.start(NODE);
        engine.answering("sh -c if", 0, "folder\n");
        engine.answering("tar -cf", 0, "an archive");

        assertThat(run("cp HERE/one worker01:/tmp")).as(console.err()).isZero();
        assertThat(run("cp worker01:/var/log -")).as(console.err()).isZero();

        assertThat(engine.hooks.calls("execute " + NODE + " tar"))
                .containsExactly(
                        "execute " + NODE + " tar -xpf - -C /tmp", "execute " + NODE + " tar -cf - -C /var -- log");
        assertThat(console.out()).isEqualTo("an archive");
        assertThat(engine.hooks.calls("writeArchive")).isEmpty();
    }

    @Test
    void the_error_of_tar_in_a_running_node_is_shown() {
        engine.start(NODE);
        engine.answering("sh -c if", 0, "folder\n");
        engine.answering("tar -xpf", 2, "");

        assertThat(run("cp HERE/one worker01:/tmp")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).isEqualTo("swarmlab: tar failed in worker01: its exit code is 2\n");
    }

    @Test
    void what_is_left_out_is_an_error() {
        engine.withArchive(
                NODE,
                "/log",
                new Tar()
                        .folder("log")
                        .link("log/link", "/etc")
                        .file("log/app", "x")
                        .bytes());

        assertThat(run("cp worker01:/log HERE")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).isEqualTo("""
                        swarmlab: everything was copied except: log/link (a symbolic link to /etc)
                        """);
        assertThat(here.resolve("log/app")).hasContent("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cp                                 | 2 | Missing required parameters: 'SRC', 'DEST'
            cp worker01:/log                   | 2 | Missing required parameter: 'DEST'
            cp HERE/one HERE/two               | 2 | neither SRC nor DEST is in a node
            cp - HERE                          | 2 | neither SRC nor DEST is in a node
            cp worker01:/log worker02:/        | 2 | Pass an archive on: swarmlab cp NODE:PATH -
            cp worker3:/log HERE               | 1 | Did you mean worker01?
            cp HERE/none worker01:/tmp         | 2 | none: no such file or folder
            cp HERE/one/ worker01:/tmp         | 2 | one/ is not a folder
            cp HERE/one worker01:/none/x       | 1 | swarmlab exec worker01 -- mkdir -p /none
            cp HERE/one worker01:/none/        | 1 | worker01 has no folder /none
            cp HERE/one worker01:/etc/hosts/x  | 1 | worker01:/etc/hosts is not a folder
            cp HERE/site worker01:/etc/hosts   | 1 | it is a file
            cp - worker01:/none                | 1 | worker01 has no folder /none
            cp worker01:/none HERE             | 1 | worker01 has no file or folder /none
            cp worker01:/etc/hosts/ HERE       | 1 | worker01:/etc/hosts is not a folder
            cp worker01:/ HERE                 | 2 | can't copy the root folder of worker01
            cp worker01:/log HERE/one          | 2 | it is a file
            cp worker01:/log HERE/none/x       | 2 | there is no folder
            cp worker01:/etc/hosts HERE/none/  | 2 | there is no folder
            """)
    void what_is_wrong_is_explained_and_nothing_is_copied(String typed, int exitCode, String message)
            throws IOException {
        assertThat(run(typed)).isEqualTo(exitCode);

        assertThat(console.err()).contains(message).doesNotContain("copied");
        assertThat(engine.hooks.calls("writeArchive")).isEmpty();
        try (Stream<Path> files = Files.list(here)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("site", "one");
        }
    }
}
