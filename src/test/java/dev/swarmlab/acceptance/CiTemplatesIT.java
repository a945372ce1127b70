package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import dev.swarmlab.support.CleanDebian;
import dev.swarmlab.support.ContainerResult;
import dev.swarmlab.support.ReleaseBuild;
import dev.swarmlab.support.ShellScript;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The action for GitHub and the template for GitLab, run as their runners do in a container with nothing but a Debian. */
class CiTemplatesIT {

    private static final Pattern VALUE = Pattern.compile("([\\w-]+)<<(end-\\S+)\\n(.*?)\\n\\2\\n", Pattern.DOTALL);

    private static final String LAB = """
            name: ci-action
            ports: ["18437:80"]
            checks:
              - {name: it is ready, run: docker node ls --quiet, lines: 2}
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable CleanDebian debian;

    @BeforeAll
    static void build_the_image() throws IOException {
        debian = CleanDebian.with(folder, "nodejs");
    }

    @AfterAll
    static void close() {
        debian().close();
    }

    private static CleanDebian debian() {
        return Objects.requireNonNull(debian);
    }

    @Test
    void the_metadata_of_the_action_are_valid() {
        new ShellScript(Map.of("FOLDER", folder.resolve("validator").toString()), """
                        mkdir "$FOLDER"
                        cp src/test/ci/package.json src/test/ci/package-lock.json src/test/ci/.npmrc "$FOLDER"
                        (cd "$FOLDER" && npm ci --silent)
                        "$FOLDER/node_modules/.bin/action-validator" action.yml
                        """)
                .run()
                .succeeded();
    }

    @Test
    void the_action_creates_a_lab_publishes_outputs_and_cleans_up_after_a_failed_step() throws IOException {
        GitHubRunner runner = new GitHubRunner("good");
        Files.writeString(runner.workspace.resolve("lab.yml"), LAB);

        String log = runner.run("main", Map.of("LAB-FILE", "lab.yml", "SET", "workers=1", "CHECK", "true"))
                .succeeded();

        assertThat(log).contains("it is ready");
        Map<String, String> outputs = runner.values("output");
        assertThat(outputs).containsEntry("lab", "ci-action").hasEntrySatisfying("docker-host", host -> assertThat(host)
                .matches("tcp://127\\.0\\.0\\.1:\\d+"));
        assertThat(new ObjectMapper()
                        .readTree(outputs.get("ports"))
                        .get(0)
                        .path("host")
                        .asText())
                .isEqualTo("127.0.0.1:18437");
        assertThat(Path.of(Objects.requireNonNull(outputs.get("docker-cert-path")))
                        .getFileName()
                        .toString())
                .startsWith("ci-action-");
        assertThat(debian().engine().containerIds("ci-action")).hasSize(3);
        assertThat(runner.work.resolve("temp/swarmlab/bin/swarmlab")).isExecutable();

        runner.run("post", Map.of()).succeeded();

        assertThat(runner.work.resolve("temp/swarmlab-evidence/ci-action.tar.gz"))
                .isNotEmptyFile();
        assertThat(debian().engine().containerIds("ci-action")).isEmpty();
    }

    @Test
    void the_action_fails_with_an_annotation_at_the_mistake_in_a_lab_file() throws IOException {
        GitHubRunner runner = new GitHubRunner("bad");
        Files.writeString(runner.workspace.resolve("lab.yml"), "name: ci-action\nmanagers: 2\n");

        ContainerResult result = runner.run("main", Map.of("LAB-FILE", "lab.yml"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("::error file=lab.yml,line=2,col=11");
        runner.run("post", Map.of()).succeeded();
        assertThat(debian().engine().containerIds("ci-action")).isEmpty();
    }

    /** A job of GitHub: each step is a process of its own, and the folders of the job stay. */
    private static final class GitHubRunner {

        private final Path work;
        private final Path workspace;

        GitHubRunner(String name) throws IOException {
            work = Files.createDirectories(folder.resolve(name));
            workspace = Files.createDirectories(work.resolve("workspace"));
            Files.createDirectories(work.resolve("temp"));
        }

        /** Runs one script of the action with these inputs. */
        ContainerResult run(String script, Map<String, String> inputs) throws IOException {
            Map<String, String> variables = new HashMap<>(Map.of(
                    "GITHUB_ACTIONS", "true",
                    "GITHUB_WORKSPACE", "/work/workspace",
                    "GITHUB_OUTPUT", "/work/output",
                    "GITHUB_STATE", "/work/state",
                    "GITHUB_PATH", "/work/path",
                    "RUNNER_TEMP", "/work/temp",
                    "HOME", "/work"));
            Map<String, String> all = new TreeMap<>(Map.of("TIMEOUT", "5m", "TTL", "1h", "BASE-URL", "/release"));
            all.putAll(inputs);
            // A shell does not hand on variables with a hyphen in their names.
            String given = all.entrySet().stream()
                    .map(input -> "'INPUT_" + input.getKey() + "=" + input.getValue() + "' ")
                    .collect(Collectors.joining());
            values("state").forEach((name, value) -> variables.put("STATE_" + name, value));
            return debian().runOnHostNetwork(
                            "cd /work/workspace; env " + given + "node /checkout/ci/github/" + script + ".js",
                            variables,
                            new Bind(work.toString(), new Volume("/work")),
                            checkout(),
                            release(),
                            debian().socket());
        }

        /** What the action has written to a file of the runner. */
        private Map<String, String> values(String file) throws IOException {
            Path path = work.resolve(file);
            Matcher matcher = VALUE.matcher(Files.exists(path) ? Files.readString(path) : "");
            return matcher.results().collect(Collectors.toMap(result -> result.group(1), result -> result.group(3)));
        }
    }

    private static Bind checkout() {
        return new Bind(SwarmLabProcess.home().toString(), new Volume("/checkout"), AccessMode.ro);
    }

    private static Bind release() {
        return new Bind(ReleaseBuild.shared().toString(), new Volume("/release"), AccessMode.ro);
    }

    @Test
    void a_job_of_gitlab_reaches_its_engine_by_tcp_with_tls_only() throws IOException {
        Map<String, Object> job = new Yaml()
                .<Map<String, Map<String, Object>>>load(
                        Files.readString(SwarmLabProcess.home().resolve("ci/gitlab.yml")))
                .get(".swarmlab");
        // The daemon of a node is an engine that listens on TCP with mutual TLS.
        Path lab = Files.writeString(folder.resolve("engine.yml"), "name: ci-gitlab\n");
        Path inner = Files.writeString(folder.resolve("swarmlab.yml"), "name: ci-inner\nworkers: 1\n");
        Path images = folder.resolve("images.tar");
        try {
            SwarmLabProcess.swarmlab("up", lab.toString()).succeeded();
            String host = value(
                    SwarmLabProcess.swarmlab("env", "--lab", "ci-gitlab")
                            .succeeded()
                            .out(),
                    "DOCKER_HOST");
            String certificates = value(
                    SwarmLabProcess.swarmlab("env", "--lab", "ci-gitlab")
                            .succeeded()
                            .out(),
                    "DOCKER_CERT_PATH");
            Map<String, String> engine =
                    Map.of("DOCKER_HOST", host, "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", certificates);
            SwarmLabProcess.swarmlab("images", "save", images.toString(), inner.toString())
                    .succeeded();
            new SwarmLabProcess(List.of("images", "load", images.toString()), engine, "")
                    .run()
                    .succeeded();

            Map<String, String> variables = new HashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(Objects.requireNonNull(job).get("variables")))
                    .forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
            variables.put("DOCKER_HOST", host);
            variables.put("GITLAB_CI", "true");
            String output = debian().runOnHostNetwork(
                            "tar -xzf /release/swarmlab-*.tar.gz -C /opt\n"
                                    + "PATH=$PATH:$(echo /opt/swarmlab-*/bin); cd /job; cp /lab/swarmlab.yml .\n"
                                    + script(job, "before_script")
                                    + "swarmlab docker -- node ls --format 'node {{.Hostname}} {{.Status}}'\n"
                                    + script(job, "after_script")
                                    + "ls -R swarmlab-evidence; swarmlab ls --no-headers | wc -l\n",
                            variables,
                            new Bind(certificates, new Volume("/certs/client"), AccessMode.ro),
                            new Bind(folder.toString(), new Volume("/lab"), AccessMode.ro),
                            new Bind(
                                    Files.createDirectory(folder.resolve("job")).toString(), new Volume("/job")),
                            release())
                    .succeeded();

            assertThat(output)
                    .contains("node manager Ready", "node worker01 Ready", "lab.tar.gz")
                    .endsWith("0\n");
        } finally {
            SwarmLabProcess.swarmlab("down", "ci-gitlab").succeeded();
        }
    }

    private static String script(Map<String, Object> job, String name) {
        return ((List<?>) Objects.requireNonNull(job.get(name)))
                .stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String value(String exports, String name) {
        Matcher matcher = Pattern.compile("^export " + name + "='?([^'\\n]*)'?$", Pattern.MULTILINE)
                .matcher(exports);
        assertThat(matcher.find()).as(exports).isTrue();
        return matcher.group(1);
    }
}
