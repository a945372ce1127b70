package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.browser.HeadlessBrowser;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.HostProcesses;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The terminal of the dashboard page in the nodes of a real lab. */
class TerminalIT {

    private static final String LAB = "terminal-it";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static OuterEngine engine;
    private static StartedProcess dashboard;
    private static String link;

    private final HeadlessBrowser browser;

    TerminalIT() {
        browser = HeadlessBrowser.open();
    }

    @BeforeAll
    static void up() {
        engine = OuterEngine.open();
        SwarmLabProcess.of("up", "-")
                .reading("name: " + LAB + "\nworkers: 1\n")
                .run()
                .succeeded();
        dashboard = SwarmLabProcess.of("dashboard", LAB, "--terminal").start();
        Await.until(
                "the link",
                Deadline.in(PATIENCE),
                () -> Answer.readyIf(dashboard.outputSoFar().contains("\n"), dashboard.errorsSoFar()));
        link = dashboard.outputSoFar().strip();
    }

    @AfterAll
    static void down() {
        dashboard.interrupt();
        assertThat(dashboard.await(Duration.ofSeconds(30)).exitCode()).isEqualTo(130);
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    @BeforeEach
    void choose_a_screen() {
        browser.screen(HeadlessBrowser.Screen.LAPTOP);
    }

    @AfterEach
    void close() {
        browser.saveScreenshot("real-terminal");
        browser.close();
        awaitNoShell("manager"); // the end of the browser ends its shells too
        awaitNoShell("worker01");
    }

    private void show(String address) {
        browser.show(address);
        browser.awaitCount(2, "body[data-connection=live] [data-node]", PATIENCE);
    }

    private void open() {
        browser.awaitOne("#terminal-open:not([hidden])", PATIENCE);
        browser.one("#terminal-open").click();
        browser.awaitOne("#terminal[data-state=connected]", PATIENCE);
    }

    private void type(String text) {
        browser.one(".xterm-helper-textarea").sendKeys(text + "\n");
    }

    private void awaitScreen(String text) {
        browser.await(text, PATIENCE, page -> String.valueOf(page.evaluate(
                        "return document.querySelector('.xterm-rows').innerText.replaceAll('\\u00a0', ' ')"))
                .contains(text));
    }

    /** The shells of terminals that run in a node. */
    private static String shells(String node) {
        return engine.execute("swarmlab-" + LAB + "-" + node, "sh", "-c", "ls /run | grep swarmlab-terminal || true");
    }

    private static void awaitNoShell(String node) {
        Await.until(
                "the end of the shells in " + node,
                Deadline.in(PATIENCE),
                () -> Answer.readyIf(shells(node).isEmpty(), shells(node)));
    }

    @Test
    void runs_docker_in_the_node_that_was_chosen() {
        show(link);
        open();

        type("docker node ls --format '{{.Hostname}}={{.ManagerStatus}}'");

        awaitScreen("manager=Leader");
        type("stty size; hostname");
        awaitScreen("manager");
        browser.evaluate("const node = document.getElementById('terminal-node'); node.value = 'worker01';"
                + " node.dispatchEvent(new Event('change'))");
        awaitNoShell("manager");
        browser.awaitOne("#terminal[data-state=connected]", PATIENCE);
        type("echo on-$(hostname)");
        awaitScreen("on-worker01");
    }

    @Test
    void a_program_in_the_shell_ends_when_the_page_is_closed() {
        show(link);
        open();
        type("echo started; sleep 98765");
        awaitScreen("started");

        browser.show("about:blank");

        Await.until(
                "the end of the program",
                Deadline.in(PATIENCE),
                () -> Answer.readyIf(
                        HostProcesses.commandLines().stream().noneMatch(line -> line.contains("sleep 98765")),
                        "it runs"));
        assertThat(shells("manager")).isEmpty();
    }

    @Test
    void is_refused_without_the_token() {
        String address = link.substring(0, link.indexOf('#'));
        show(address);

        assertThat(browser.count("#terminal-open:not([hidden])")).isZero();
        assertThat(browser.evaluateAsync(PATIENCE, """
                const done = arguments[0];
                fetch('api/terminal/open?node=manager&columns=80&rows=24', {method: 'POST'})
                  .then(response => response.text().then(text => done(response.status + ' ' + text)));
                """))
                .asString()
                .startsWith("403 The terminal's token is missing or wrong.");
        assertThat(shells("manager")).isEmpty();
    }

    @Test
    void the_token_is_in_no_output_except_the_link_and_in_no_command_line() {
        String token = link.substring(link.indexOf("#terminal=") + "#terminal=".length());
        show(link);
        open();
        type("echo typed");
        awaitScreen("typed");

        assertThat(token).matches("[0-9a-f]{32}");
        assertThat(dashboard.errorsSoFar()).doesNotContain(token);
        assertThat(HostProcesses.commandLines()).noneMatch(line -> line.contains("swarmlab") && line.contains(token));
    }
}
