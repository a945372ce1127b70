package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.HostProcesses;
import dev.swarmlab.support.InstalledLibrary;
import dev.swarmlab.support.MavenBuild;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Maven project outside of this repository with swarmlab as a test dependency. */
class JavaProjectIT {

    private static final Path HOME = SwarmLabProcess.home();

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.example</groupId>
              <artifactId>gateway</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>dev.swarmlab</groupId>
                  <artifactId>swarmlab</artifactId>
                  <version>SWARMLAB</version>
                  <scope>test</scope>
                </dependency>
                <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>JUNIT</version>
                  <scope>test</scope>
                </dependency>
                <dependency>
                  <groupId>org.assertj</groupId>
                  <artifactId>assertj-core</artifactId>
                  <version>ASSERTJ</version>
                  <scope>test</scope>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-resources-plugin</artifactId>
                    <version>RESOURCES_PLUGIN</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>COMPILER_PLUGIN</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-surefire-plugin</artifactId>
                    <version>SUREFIRE_PLUGIN</version>
                    <configuration>
                      <trimStackTrace>false</trimStackTrace>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    /** Tests that don't pass. The one that passes is the example of the documentation. */
    private static final String OTHER_TEST = """
            package org.example;

            import static dev.swarmlab.junit.SwarmLabAssertions.assertThat;

            import dev.swarmlab.junit.Lab;
            import dev.swarmlab.junit.SwarmLab;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.concurrent.CountDownLatch;
            import org.junit.jupiter.api.Test;

            @SwarmLab("lab.yml")
            class OtherTest {

                @Test
                void runs_on_managers(Lab lab) {
                    assertThat(lab.service("echo_api")).runsOnlyOn("role", "manager");
                }

                @Test
                void never_ends(Lab lab) throws Exception {
                    Files.writeString(Path.of("running"), lab.name() + " " + ProcessHandle.current().pid() + " ");
                    new CountDownLatch(1).await();
                }
            }
            """;

    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(package org.example;.*?)```", Pattern.DOTALL);

    private static InstalledLibrary library = InstalledLibrary.NONE;

    @BeforeAll
    static void install_the_library(@TempDir Path folder) throws IOException {
        SwarmLabProcess.swarmlab("engine", "start").succeeded();
        library = InstalledLibrary.of(HOME.resolve("target/swarmlab-library.jar"), folder);
    }

    @AfterAll
    static void remove_the_library() {
        library.close();
    }

    @Test
    void two_builds_at_once_pass_and_leave_nothing(@TempDir Path folder) throws IOException {
        List<String> before = labs();
        MavenBuild one = MavenBuild.start(project(folder.resolve("one")), "test", "-Dtest=GatewayTest");
        MavenBuild other = MavenBuild.start(project(folder.resolve("other")), "test", "-Dtest=GatewayTest");

        one.succeeded();
        other.succeeded();

        assertThat(labs()).isEqualTo(before);
    }

    @Test
    void a_failed_assertion_shows_the_swarm_and_where_the_diagnostics_are(@TempDir Path folder) throws IOException {
        String output = MavenBuild.start(project(folder), "test", "-Dtest=OtherTest#runs_on_managers")
                .failed();

        assertThat(output)
                .contains("expected the service echo_api to run only on nodes with role=manager")
                .containsPattern("worker01 +worker +ready +active +\\{role=worker}")
                .containsPattern("echo_api.1 +worker0[12] +running");
        Matcher place = Pattern.compile("the diagnostics of the lab gateway-\\w+ are in (\\S+)")
                .matcher(output);
        assertThat(place.find()).as(output).isTrue();
        assertThat(Path.of(place.group(1))).isRegularFile();
    }

    @Test
    void the_next_run_removes_the_lab_of_a_killed_jvm(@TempDir Path folder) throws IOException {
        Path project = project(folder);
        MavenBuild hanging = MavenBuild.start(project, "test", "-Dtest=OtherTest#never_ends");
        String[] labAndProcess = Await.until(
                        "the test to run",
                        Deadline.in(MavenBuild.LIMIT),
                        () -> Files.exists(project.resolve("running"))
                                ? Files.readString(project.resolve("running"))
                                : "",
                        text -> Answer.readyIf(text.endsWith(" "), hanging.isAlive() ? "not yet" : hanging.failed()))
                .split(" ");
        HostProcesses.run("kill", "-s", "KILL", labAndProcess[1]);
        hanging.failed();
        assertThat(labs()).contains(labAndProcess[0]);

        MavenBuild.start(project, "test", "-Dtest=GatewayTest").succeeded();

        assertThat(labs()).doesNotContain(labAndProcess[0]);
    }

    /** The labs of these tests: other tests of this host use other names. */
    private static List<String> labs() {
        try (OuterEngine engine = OuterEngine.open()) {
            return engine.client().listContainersCmd().withShowAll(true).exec().stream()
                    .map(container -> container.getLabels().getOrDefault("dev.swarmlab.lab", ""))
                    .filter(lab -> lab.startsWith("gateway-"))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Path project(Path folder) throws IOException {
        Path tests = Files.createDirectories(folder.resolve("src/test/java/org/example"));
        Files.writeString(tests.resolve("GatewayTest.java"), example());
        Files.writeString(tests.resolve("OtherTest.java"), OTHER_TEST);
        Files.writeString(
                folder.resolve("lab.yml"),
                Files.readString(HOME.resolve("src/test/labs/gateway.yml"))
                        .replace("../../../images", HOME.resolve("images").toString()));
        Files.copy(HOME.resolve("src/test/labs/gateway-stack.yml"), folder.resolve("gateway-stack.yml"));
        String ours = Files.readString(HOME.resolve("pom.xml"));
        Files.writeString(
                folder.resolve("pom.xml"),
                POM.replace("SWARMLAB", library.version())
                        .replace("JUNIT", version(ours, "<junit.version>"))
                        .replace("ASSERTJ", version(ours, "<assertj.version>"))
                        .replace("RESOURCES_PLUGIN", version(ours, "maven-resources-plugin</artifactId>\\s*<version>"))
                        .replace("COMPILER_PLUGIN", version(ours, "maven-compiler-plugin</artifactId>\\s*<version>"))
                        .replace("SUREFIRE_PLUGIN", version(ours, "maven-surefire-plugin</artifactId>\\s*<version>")));
        return folder;
    }

    /** The example of docs/java-tests.md. */
    private static String example() throws IOException {
        Matcher block = JAVA_BLOCK.matcher(Files.readString(HOME.resolve("docs/java-tests.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    /** The version that this project uses, so that nothing else has to be downloaded. */
    private static String version(String pom, String before) {
        Matcher matcher = Pattern.compile(before + "([^<]+)<").matcher(pom);
        assertThat(matcher.find()).as(before).isTrue();
        return matcher.group(1);
    }
}
