package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.ReleaseBuild;
import dev.swarmlab.support.ShellScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code install.sh}, with a real release. */
class InstallScriptIT {

    private static final Path RELEASE = ReleaseBuild.shared();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void installs_a_program_with_its_own_Java_manual_pages_and_completion(String shell) {
        Path prefix = folder.resolve("my programs");

        ProcessResult installed = install(shell, RELEASE.toString(), "--prefix", prefix.toString())
                .succeeded();

        assertThat(installed.out())
                .contains(
                        "Installed swarmlab " + version() + " with its own Java in " + prefix + "/lib/swarmlab\n",
                        prefix + "/bin is not on your PATH.");
        assertThat(validate(prefix, "env -i PATH=/usr/bin:/bin JAVA_HOME=/nowhere ")
                        .out())
                .contains("labs/quickstart.yml: valid");
        assertThat(prefix.resolve("share"))
                .isDirectoryRecursivelyContaining("glob:**/man/man1/swarmlab-up.1")
                .isDirectoryRecursivelyContaining("glob:**/bash-completion/completions/swarmlab")
                .isDirectoryRecursivelyContaining("glob:**/zsh/site-functions/_swarmlab")
                .isDirectoryRecursivelyContaining("glob:**/fish/vendor_completions.d/swarmlab.fish");
    }

    @Test
    void installs_the_jar_where_there_is_no_program_with_its_own_Java() throws IOException {
        Path release = releaseWithout(".tar.gz");
        Path prefix = folder.resolve("prefix");

        ProcessResult installed =
                install("sh", release.toUri().toString(), "--prefix=" + prefix).succeeded();

        assertThat(installed.out()).contains("It runs with the newest Java of this computer.");
        assertThat(validate(prefix, "").out()).contains("labs/quickstart.yml: valid");
        assertThat(prefix.resolve("share")).isDirectoryRecursivelyContaining("glob:**/man/man1/swarmlab-up.1");
        assertThat(prefix.resolve("lib")).isDirectoryNotContaining("glob:**.jsa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void downloads_a_release_with(String program) throws IOException {
        Path prefix = folder.resolve("prefix");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/" + version(), InstallScriptIT::serve);
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort() + "/{version}";
            String onlyThisProgram = "env PATH=" + pathWithOnly(program) + " sh";

            install(onlyThisProgram, url, "--version", version(), "--prefix", prefix.toString())
                    .succeeded();
        } finally {
            server.stop(0);
        }

        assertThat(prefix.resolve("bin/swarmlab")).exists();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            Path file = RELEASE.resolve(name);
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    /** A folder with the programs that the script needs, and one to download. */
    private Path pathWithOnly(String download) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        for (String name : List.of(
                download,
                "sh",
                "cat",
                "chmod",
                "cp",
                "cut",
                "grep",
                "gzip",
                "ln",
                "ls",
                "mkdir",
                "mktemp",
                "mv",
                "rm",
                "rmdir",
                "sed",
                "sha256sum",
                "tar",
                "uname")) {
            new ShellScript(Map.of(), "ln -s \"$(command -v " + name + ")\" " + programs)
                    .run()
                    .succeeded();
        }
        return programs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a program with its own Java", "a jar"})
    void a_wrong_checksum_installs_nothing(String what) throws IOException {
        boolean jar = what.equals("a jar");
        Path release = jar ? releaseWithout(".tar.gz") : releaseWithout(".deb");
        Path changed = ReleaseBuild.file(release, jar ? version() + ".jar" : ".tar.gz");
        Files.writeString(changed, "one line more", StandardOpenOption.APPEND);
        Path prefix = folder.resolve("prefix");

        ProcessResult refused =
                install("sh", release.toString(), "--prefix", prefix.toString()).endedWith(1);

        assertThat(refused.err())
                .contains("the checksum of " + changed.getFileName() + " is wrong, so nothing was installed");
        assertThat(prefix).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                 | ''            | SWARMLAB_BASE_URL is not set
            /no/such/release   | ''            | cannot read /no/such/release/SHA256SUMS
            RELEASE            | --version 9.9 | has no version 9.9 of swarmlab
            RELEASE            | --verbose     | unknown argument --verbose; see install.sh --help
            RELEASE            | --prefix      | --prefix needs a value
            /to/{version}      | ''            | SWARMLAB_BASE_URL contains {version}, so --version is required
            """)
    void refuses(String base, String arguments, String message) {
        Path prefix = folder.resolve("prefix");
        String[] all = ("--prefix=" + prefix + " " + arguments).strip().split(" ");

        ProcessResult refused = install("sh", base.equals("RELEASE") ? RELEASE.toString() : base, all)
                .endedWith(1);

        assertThat(refused.err()).contains("install.sh: ").contains(message);
        assertThat(prefix).doesNotExist();
    }

    @Test
    void help_names_the_options_and_the_variable() {
        assertThat(install("sh", "", "--help").succeeded().out())
                .contains("--version VERSION", "--prefix FOLDER", "SWARMLAB_BASE_URL");
    }

    @Test
    void shellcheck_finds_nothing() {
        new ShellScript(Map.of(), "shellcheck install.sh").run().succeeded();
    }

    private static ProcessResult install(String shell, String base, String... arguments) {
        Map<String, String> variables = new HashMap<>(Map.of("SWARMLAB_BASE_URL", base));
        StringBuilder words = new StringBuilder();
        for (int number = 0; number < arguments.length; number++) {
            variables.put("ARGUMENT" + number, arguments[number]);
            words.append(" \"$ARGUMENT").append(number).append('"');
        }
        return new ShellScript(variables, shell + " ./install.sh" + words).run();
    }

    private static ProcessResult validate(Path prefix, String environment) {
        String script = environment + "\"$PREFIX/bin/swarmlab\" validate labs/quickstart.yml";
        return new ShellScript(Map.of("PREFIX", prefix.toString()), script)
                .run()
                .succeeded();
    }

    /** A copy of the release without the file with this ending. */
    private Path releaseWithout(String ending) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("a release"));
        Map<String, String> variables = Map.of(
                "RELEASE", RELEASE.toString(),
                "COPY", copy.toString(),
                "ENDING", ending);
        new ShellScript(
                        variables,
                        "cp \"$RELEASE\"/* \"$COPY\"; rm \"$COPY\"/*\"$ENDING\";"
                                + " grep -v -F -e \"$ENDING\" \"$RELEASE/SHA256SUMS\" >\"$COPY/SHA256SUMS\"")
                .run()
                .succeeded();
        return copy;
    }

    private static String version() {
        String name = ReleaseBuild.file(RELEASE, "-maven.zip").getFileName().toString();
        return name.substring("swarmlab-".length(), name.length() - "-maven.zip".length());
    }
}
