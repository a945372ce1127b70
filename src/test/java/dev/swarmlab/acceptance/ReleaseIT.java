package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.ReleaseBuild;
import dev.swarmlab.support.ShellScript;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The release build, {@code mvn -Prelease package}. */
class ReleaseIT {

    private static final int MEGABYTE = 1_000_000;

    /** Without the variables of this process, and with a PATH that has no Java of its own. */
    private static final String WITHOUT_JAVA = "env -i PATH=\"$TOOLS\" ";

    @TempDir
    private static Path folder = Path.of("");

    private static Path release = Path.of("");
    private static Path again = Path.of("");
    private static Map<String, String> paths = Map.of();

    @BeforeAll
    static void build_twice() throws IOException {
        Path checkout = folder.resolve("a folder with a longer name");
        Path classes = Files.createDirectories(checkout.resolve("target/classes"));
        Files.writeString(classes.resolve("Former.class"), "a class that an earlier build has left");
        ReleaseBuild second = ReleaseBuild.start(checkout);
        release = ReleaseBuild.shared();
        again = second.await();
        Path extracted = Files.createDirectory(folder.resolve("extracted here"));
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Path library = Files.createDirectory(folder.resolve("library"));
        for (String tool : List.of("dash", "bash", "busybox", "readlink")) {
            run(Map.of("TOOLS", tools.toString()), "cp \"$(command -v " + tool + ")\" \"$TOOLS\"");
        }
        Map<String, String> archive =
                Map.of("ARCHIVE", ReleaseBuild.file(release, ".tar.gz").toString(), "FOLDER", extracted.toString());
        run(archive, "tar -xzf \"$ARCHIVE\" -C \"$FOLDER\"");
        paths = Map.of(
                "RELEASE", release.toString(),
                "AGAIN", again.toString(),
                "TOOLS", tools.toString(),
                "LIBRARY", library.toString(),
                "EXTRACTED", onlyFolderIn(extracted).toString());
    }

    @Test
    void two_builds_of_the_same_sources_give_the_same_bytes() throws IOException {
        run("cd \"$RELEASE\"; sha256sum --check --strict SHA256SUMS");
        run("cd \"$AGAIN\"; sha256sum --check --strict SHA256SUMS");

        List<String> sums = Files.readAllLines(release.resolve("SHA256SUMS"));
        assertThat(Files.readAllLines(again.resolve("SHA256SUMS"))).isEqualTo(sums);
        assertThat(sums.stream().map(line -> line.replaceFirst("^[0-9a-f]{64}  ", "")))
                .as("the files with a sum")
                .containsExactlyInAnyOrderElementsOf(namesOfOtherFiles());
    }

    @Test
    void the_changelog_entry_is_that_of_the_version() {
        assertThat(ReleaseBuild.file(release, "-changes.md"))
                .content()
                .startsWith("## [Unreleased]")
                .contains("### Added")
                .doesNotContain("# Changelog");
    }

    @Test
    void the_self_contained_archive_has_at_most_60_megabytes() {
        assertThat(ReleaseBuild.file(release, ".tar.gz"))
                .satisfies(archive -> assertThat(Files.size(archive)).isLessThanOrEqualTo(60 * MEGABYTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void the_extracted_folder_runs_without_another_Java(String shell) {
        String program = WITHOUT_JAVA + shell + " \"$EXTRACTED/bin/swarmlab\" ";

        assertThat(run(program + "validate labs/quickstart.yml").out())
                .contains("labs/quickstart.yml: valid: 1 manager, 3 workers");
        assertThat(run(program + "version -o json").json().path("java").asText())
                .isEqualTo(runtimeVersion().toString());
    }

    /** With {@code -Xshare:on}, Java fails when it can't use its archive. Java 17 can't use one that was moved. */
    @Test
    void the_extracted_folder_runs_with_its_class_data_archive_from_Java_25() {
        boolean hasArchive = Files.exists(Path.of(paths.get("EXTRACTED"), "lib/swarmlab.jsa"));
        String option = hasArchive ? "JDK_JAVA_OPTIONS=-Xshare:on " : "";

        run(WITHOUT_JAVA + option + "dash \"$EXTRACTED/bin/swarmlab\" validate labs/quickstart.yml");

        assertThat(hasArchive).isEqualTo(runtimeVersion().feature() >= 25);
    }

    private static Runtime.Version runtimeVersion() {
        String settings = "\"$EXTRACTED/runtime/bin/java\" -XshowSettings:properties -version 2>&1";
        return Runtime.Version.parse(run(settings + " | sed -n 's/.*java.runtime.version = //p'")
                .out()
                .strip());
    }

    @Test
    void a_link_to_the_program_runs_it() {
        run("ln -s \"$EXTRACTED/bin/swarmlab\" \"$TOOLS/swarmlab\"; trap 'rm \"$TOOLS/swarmlab\"' EXIT;" + WITHOUT_JAVA
                + "swarmlab validate labs/quickstart.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void the_jar_runs_with_the_newest_Java_of_the_computer(String shell) {
        ProcessResult result = run(shell + " \"$RELEASE/swarmlab\" validate labs/quickstart.yml");

        assertThat(result.out()).contains("labs/quickstart.yml: valid");
    }

    @Test
    void manual_pages_and_completion_scripts_are_those_of_the_program() {
        String program = WITHOUT_JAVA + "\"$EXTRACTED/bin/swarmlab\" ";

        assertThat(run("cat \"$EXTRACTED/share/man/man1/swarmlab-up.1\"").out()).startsWith(".TH SWARMLAB\\-UP 1");
        Map<String, String> scripts = Map.of(
                "bash", "bash-completion/completions/swarmlab",
                "zsh", "zsh/site-functions/_swarmlab",
                "fish", "fish/vendor_completions.d/swarmlab.fish");
        scripts.forEach((shell, script) -> assertThat(
                        run("cat \"$EXTRACTED/share/" + script + '"').out())
                .isEqualTo(run(program + "completion " + shell).out())
                .isNotBlank());
    }

    @Test
    void the_Debian_package_needs_Java_17_and_has_its_files_where_Debian_wants_them() {
        Map<String, String> debian =
                Map.of("PACKAGE", ReleaseBuild.file(release, "_all.deb").toString());

        assertThat(run(debian, "dpkg-deb --field \"$PACKAGE\"").out().lines())
                .contains(
                        "Package: swarmlab",
                        "Version: " + version().replace("-", "~"),
                        "Architecture: all",
                        "Depends: default-jre-headless (>= 2:1.17) | java17-runtime-headless",
                        "Recommends: mmdebstrap, debian-archive-keyring, mount");
        assertThat(run(debian, "dpkg-deb --contents \"$PACKAGE\"").out())
                .doesNotContain("lib/swarmlab.jsa", "------ root/root")
                .contains(
                        "-rwxr-xr-x root/root",
                        " ./usr/bin/swarmlab\n",
                        " ./usr/share/swarmlab/swarmlab.jar\n",
                        " ./usr/share/man/man1/swarmlab-up.1.gz\n",
                        " ./usr/share/bash-completion/completions/swarmlab\n",
                        " ./usr/share/zsh/vendor-completions/_swarmlab\n",
                        " ./usr/share/fish/vendor_completions.d/swarmlab.fish\n",
                        " ./usr/share/doc/swarmlab/copyright\n",
                        " ./usr/share/doc/swarmlab/changelog.gz\n");
    }

    @Test
    void the_program_of_the_Debian_package_runs_and_its_checksums_are_right() {
        Map<String, String> debian = Map.of(
                "PACKAGE", ReleaseBuild.file(release, "_all.deb").toString(),
                "ROOT", folder.resolve("debian").toString());

        run(
                debian,
                "dpkg-deb --raw-extract \"$PACKAGE\" \"$ROOT\"; cd \"$ROOT\"; md5sum --check --strict DEBIAN/md5sums");

        assertThat(run(debian, "\"$ROOT/usr/bin/swarmlab\" validate labs/quickstart.yml")
                        .out())
                .contains("labs/quickstart.yml: valid");
    }

    /** Otherwise commands start slower: run {@code packaging/record-classes}. */
    @Test
    void the_class_list_has_nine_of_ten_classes_that_commands_load() throws IOException {
        Path loaded = folder.resolve("loaded.list");
        run("\"$EXTRACTED/runtime/bin/java\" -Xshare:off -XX:DumpLoadedClassList=\"$TOOLS/../loaded.list\""
                + " -cp \"$EXTRACTED/lib/swarmlab.jar\" dev.swarmlab.SwarmLab train");

        Set<String> missing = classes(loaded);
        int all = missing.size();
        missing.removeAll(classes(SwarmLabProcess.home().resolve("packaging/classes.list")));
        assertThat(all).isGreaterThan(1000);
        assertThat(missing).as("classes that are not in packaging/classes.list").hasSizeLessThan(all / 10);
    }

    private static Set<String> classes(Path list) throws IOException {
        try (Stream<String> lines = Files.lines(list)) {
            return lines.filter(line -> !line.startsWith("@") && !line.startsWith("#"))
                    .map(line -> line.replaceFirst(" .*", ""))
                    .filter(name -> !name.contains("Lambda"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    @Test
    void the_bill_of_materials_names_the_libraries_and_no_tools_of_the_tests() throws IOException {
        JsonNode bill = new ObjectMapper()
                .readTree(ReleaseBuild.file(release, "-sbom.json").toFile());

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("components").findValuesAsText("name"))
                .contains("docker-java-core", "picocli", "bcpkix-jdk18on")
                .doesNotContain("junit-jupiter", "assertj-core", "testcontainers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"swarmlab.rb", "swarmlab.json"})
    void package_managers_get_the_checksum_and_the_place_of_the_jar(String manifest) {
        String checksum =
                run("cd \"$RELEASE\" && sha256sum swarmlab-*.jar").out().split(" ")[0];

        assertThat(run("cat \"$RELEASE/" + manifest + "\"").out())
                .contains(checksum, "https://swarmlab.invalid/" + version() + "/swarmlab-" + version() + ".jar")
                .doesNotContain("@");
    }

    @Test
    void maven_central_gets_the_library_with_sources_and_javadoc() {
        String folder = "dev/swarmlab/swarmlab/" + version() + "/swarmlab-" + version();
        run("cd \"$LIBRARY\" && jar --extract --file \"$RELEASE\"/*-maven.zip");
        for (String ending : List.of(".jar", ".pom", "-sources.jar", "-javadoc.jar")) {
            String file = folder + ending;
            assertThat(run("cd \"$LIBRARY\" && sha1sum " + file + " | cut -d ' ' -f 1 | cmp - " + file + ".sha1")
                            .out())
                    .isEmpty();
        }
        assertThat(run("cd \"$LIBRARY\" && jar --list --file " + folder + ".jar")
                        .out())
                .contains("dev/swarmlab/junit/Lab.class\n")
                .doesNotContain("picocli/", "com/github/dockerjava");
        assertThat(run("cd \"$LIBRARY\" && jar --list --file " + folder + "-sources.jar")
                        .out())
                .contains("dev/swarmlab/SwarmLab.java\n");
        assertThat(run("cd \"$LIBRARY\" && jar --list --file " + folder + "-javadoc.jar")
                        .out())
                .contains("dev/swarmlab/junit/SwarmLab.html\n");
        assertThat(run("cat \"$LIBRARY\"/" + folder + ".pom").out())
                .contains("<name>swarmlab</name>", "<description>", "<url>https", "<license>", "<developer>", "<scm>")
                .contains("<artifactId>docker-java-core</artifactId>", "<version>" + version() + "</version>")
                .containsPattern("<artifactId>junit-jupiter-api</artifactId>\\s*<version>[^<]*</version>\\s*"
                        + "<scope>provided</scope>\\s*<optional>true</optional>")
                .doesNotContain("archunit", "selenium", "<scope>test</scope>", "<profile>");
    }

    @Test
    void shellcheck_finds_nothing_in_the_scripts() {
        run("shellcheck --external-sources swarmlab packaging/java.sh packaging/launcher packaging/build-release"
                + " packaging/record-classes \"$RELEASE/swarmlab\"");
    }

    private static String version() {
        return run("\"$RELEASE/swarmlab\" version -o json")
                .json()
                .path("swarmlab")
                .asText();
    }

    private static ProcessResult run(String script) {
        return run(paths, script);
    }

    private static ProcessResult run(Map<String, String> variables, String script) {
        return new ShellScript(variables, script).run().succeeded();
    }

    private static List<String> namesOfOtherFiles() throws IOException {
        try (Stream<Path> files = Files.list(release)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("SHA256SUMS"))
                    .toList();
        }
    }

    private static Path onlyFolderIn(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> found = folders.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
