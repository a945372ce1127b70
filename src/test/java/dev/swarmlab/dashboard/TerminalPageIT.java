package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.browser.HeadlessBrowser;
import dev.swarmlab.engine.Engine.TerminalSize;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The terminal of the dashboard page in a browser, with fake shells. */
class TerminalPageIT {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeSwarmSource swarm = new FakeSwarmSource();
    private final StatePublisher publisher = new StatePublisher();
    private final SwarmWatcher watcher =
            new SwarmWatcher(swarm, new LabState("fake", publisher), publisher::hasViewers);
    private final FakeShells shells = new FakeShells();
    private final DashboardServer server;
    private final HeadlessBrowser browser = HeadlessBrowser.open();

    TerminalPageIT() throws IOException {
        server = DashboardServer.start(publisher, Access.local(), new Terminals(TOKEN, shells), 0);
        publisher.start();
        swarm.node("manager", "manager");
        watcher.start();
        browser.screen(HeadlessBrowser.Screen.LAPTOP);
        browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                        window.violations = [];
                        addEventListener('securitypolicyviolation',
                          event => violations.push(event.violatedDirective + ' ' + event.sample));
                        """));
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
        watcher.close();
        publisher.close();
    }

    private void show(String fragment) {
        browser.show("http://localhost:" + server.port() + "/" + fragment);
        browser.awaitOne("body[data-connection=live] [data-node=manager]", PATIENCE);
    }

    private void open() {
        browser.awaitOne("#terminal-open:not([hidden])", PATIENCE);
        browser.one("#terminal-open").click();
    }

    private String screen() {
        return String.valueOf(browser.evaluate("return document.querySelector('.xterm-rows')?.innerText ?? ''"));
    }

    @Test
    void shows_the_output_of_what_is_typed_without_a_violation_of_the_policy() {
        show("#terminal=" + TOKEN);
        open();
        browser.awaitOne("#terminal[data-state=connected]", PATIENCE);

        browser.one(".xterm-helper-textarea").sendKeys("grüße *");

        browser.await("the output", PATIENCE, page -> screen().contains("GRÜSSE"));
        browser.saveScreenshot("terminal");
        browser.await("the colours", PATIENCE, page -> screen().contains("rgb"));
        assertThat(browser.evaluate("return [...document.querySelectorAll('.xterm-rows span')]"
                        + ".map(span => getComputedStyle(span).color + span.innerText).join()"))
                .asString()
                .contains("rgb(10, 200, 30)rgb");
        assertThat(browser.evaluate("return violations.join()")).isEqualTo("");
        assertThat(browser.evaluate("return location.href"))
                .as("without the token")
                .isEqualTo("http://localhost:" + server.port() + "/");
        assertThat(browser.evaluate(
                        "return document.querySelector('.xterm-rows').getBoundingClientRect().height > 100"))
                .isEqualTo(true);
    }

    @Test
    void has_the_size_of_the_panel_also_after_the_window_was_resized() {
        show("#terminal=" + TOKEN);
        open();
        browser.awaitOne("#terminal[data-state=connected]", PATIENCE);
        TerminalSize size = shells.open.values().iterator().next();
        assertThat(size.columns()).isGreaterThan(100);

        browser.screen(HeadlessBrowser.Screen.PHONE);

        browser.await(
                "the size", PATIENCE, page -> shells.commands.stream().anyMatch(each -> each.contains("stty cols")));
    }

    @Test
    void ends_the_shell_when_the_page_is_left_or_the_panel_closed() {
        show("#terminal=" + TOKEN);
        open();
        browser.awaitOne("#terminal[data-state=connected]", PATIENCE);
        browser.one("#terminal-close").click();
        browser.await("no shell", PATIENCE, page -> shells.open.isEmpty());

        open();
        browser.await("a shell", PATIENCE, page -> shells.open.size() == 1);
        browser.show("about:blank");
        browser.await("no shell", PATIENCE, page -> shells.open.isEmpty());
    }

    @Test
    void is_not_offered_without_the_token_and_refused_with_a_wrong_one() {
        show("");
        assertThat(browser.count("#terminal-open:not([hidden]), #terminal:not([hidden])"))
                .isZero();

        browser.show("about:blank");
        show("#terminal=wrong");
        open();

        browser.await("the refusal", PATIENCE, page -> page.one("#terminal-message")
                .getText()
                .contains("token is missing or wrong"));
        assertThat(shells.open).isEmpty();
    }
}
