package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.support.SwarmLabProcess;
import dev.swarmlab.support.SwarmLabProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Completion in real shells: each sources its script and completes what is typed. bash, zsh and fish must be installed. The
 * engine only lists the containers of one lab.
 */
@Timeout(120)
class ShellCompletionIT {

    /** Calls the function as readline does, and prints what it has found. */
    private static final String BASH = """
            source <(swarmlab completion bash)
            complete -p swarmlab >/dev/null
            IFS=' ' read -r -a COMP_WORDS <<<"$TYPED"
            [[ $TYPED == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _swarmlab
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /** Presses TAB in an interactive shell, in which completion may replace the command line only then. */
    private static final String ZSH = """
            zmodload zsh/zpty
            zpty session zsh -f -i
            zpty -w session "PS1=; PROMPT_EOL_MARK=; unsetopt beep; autoload -U compinit; compinit -u -D"
            zpty -w session "source <(swarmlab completion zsh)"
            zpty -w session "LISTMAX=1000; zstyle ':completion:*' verbose no"
            zpty -w session "print READY"
            zpty -r session output "*READY*READY*"
            zpty -w -n session "$TYPED"$'\\t\\t'
            typeset -F SECONDS=0
            output=
            while (( SECONDS < 30 )) && [[ $output != *$EXPECTED* ]]; do
                zpty -r -t session chunk && output+=$chunk || sleep 0.1
            done
            print -r -- $output
            zpty -d session
            """;

    private static final String FISH = """
            swarmlab completion fish | source
            complete --do-complete "$TYPED"
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static HttpServer engine;

    @BeforeAll
    static void start() throws IOException {
        SwarmLabProgram.in(folder);
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", ShellCompletionIT::answer);
        engine.start();
    }

    @AfterAll
    static void stop() {
        engine.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] content = (exchange.getRequestURI().getPath().endsWith("/containers/json")
                            ? "[" + container("manager", "manager") + "," + container("worker01", "worker") + "]"
                            : exchange.getRequestURI().getPath().endsWith("/volumes") ? "{}" : "[]")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static String container(String node, String role) {
        return """
                {"Id": "%1$s", "Names": ["/swarmlab-quickstart-%1$s"], "State": "running",
                 "HostConfig": {"NetworkMode": "swarmlab-quickstart"},
                 "Labels": {"dev.swarmlab.lab": "quickstart", "dev.swarmlab.node": "%1$s", "dev.swarmlab.role": "%2$s"}}
                """.formatted(node, role);
    }

    static Stream<Arguments> typed() {
        List<Arguments> cases = new ArrayList<>();
        for (String shell : List.of("bash", "zsh", "fish")) {
            cases.add(Arguments.of(shell, "swarmlab sta", "status"));
            cases.add(Arguments.of(shell, "swarmlab up --dr", "--dry-run"));
            cases.add(Arguments.of(shell, "swarmlab down qu", "quickstart"));
            cases.add(Arguments.of(shell, "swarmlab exec wor", "worker01"));
            cases.add(Arguments.of(shell, "swarmlab exec --lab quickstart ", "manager"));
            cases.add(Arguments.of(shell, "swarmlab ls -o ya", "yaml"));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("typed")
    void completes_commands_options_labs_and_nodes(String shell, String typed, String expected) throws Exception {
        assertThat(complete(shell, typed, expected)).contains(expected);
    }

    /** readline splits words at an equals sign. */
    @Test
    void bash_completes_the_value_behind_an_equals_sign() throws Exception {
        assertThat(complete("bash", "swarmlab ls --output = js", "json")).isEqualTo("json\n");
    }

    @Test
    void fish_completes_files_where_a_command_takes_them() throws Exception {
        Files.writeString(folder.resolve("mylab.yml"), "");

        assertThat(complete("fish", "swarmlab up " + folder + "/myl", "mylab.yml"))
                .contains(folder + "/mylab.yml");
    }

    /** A key press must not start a build of half a minute. */
    @Test
    void the_launcher_builds_nothing_for_it(@TempDir Path checkout) throws Exception {
        Path launcher = Files.copy(SwarmLabProcess.home().resolve("swarmlab"), checkout.resolve("swarmlab"));
        Files.createSymbolicLink(
                checkout.resolve("packaging"), SwarmLabProcess.home().resolve("packaging"));

        Process process = new ProcessBuilder("sh", launcher.toString(), "__complete", "--", "sta")
                .redirectErrorStream(true)
                .start();

        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isZero();
        assertThat(checkout.resolve("target")).doesNotExist();
    }

    private static String complete(String shell, String typed, String expected) throws Exception {
        String script =
                switch (shell) {
                    case "bash" -> BASH;
                    case "zsh" -> ZSH;
                    default -> FISH;
                };
        ProcessBuilder builder = new ProcessBuilder(command(shell, script)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("SWARMLAB_"));
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment()
                .put("DOCKER_HOST", "tcp://127.0.0.1:" + engine.getAddress().getPort());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TERM", "dumb");
        builder.environment().put("TYPED", typed);
        builder.environment().put("EXPECTED", expected);
        Process process = started(shell, builder);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static List<String> command(String shell, String script) {
        return switch (shell) {
            case "bash" -> List.of("bash", "--noprofile", "--norc", "-c", script);
            case "zsh" -> List.of("zsh", "-f", "-c", script);
            default -> List.of("fish", "--no-config", "-c", script);
        };
    }

    private static Process started(String shell, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException exception) {
            throw new UncheckedIOException(
                    shell + " is missing; install the shells with: apt-get install bash zsh fish", exception);
        }
    }
}
