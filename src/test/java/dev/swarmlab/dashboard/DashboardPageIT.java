package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.browser.Axe;
import dev.swarmlab.browser.HeadlessBrowser;
import dev.swarmlab.browser.HeadlessBrowser.Screen;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, of swarms that are played: what can't be had of a real one at will. */
class DashboardPageIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int NODES = 50;
    private static final int TASKS = 500;
    private static final int CHANGES_A_SECOND = 50;

    private static HeadlessBrowser browser;
    private static Axe axe;

    private final TestDashboard served = new TestDashboard();
    private final FakeSwarmSource swarm = served.swarm;

    @BeforeAll
    static void open() {
        browser = HeadlessBrowser.open();
        axe = Axe.fromNpm();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @BeforeEach
    void asIsUsual() {
        browser.screen(Screen.PROJECTOR);
        browser.prefer("prefers-color-scheme", "light");
    }

    @AfterEach
    void close() {
        served.close();
    }

    private void show() {
        served.start();
        browser.show(served.address());
        browser.awaitOne("body[data-connection=live] [data-node]", SOON);
    }

    /** A manager, three workers, six tasks. */
    private FakeService small() {
        swarm.node("manager", "manager");
        for (int worker = 1; worker <= 3; worker++) {
            swarm.node("worker0" + worker, "worker");
        }
        swarm.network("localnet", "10.0.1.0/24");
        FakeService echo = FakeService.replicated("echo_api", 6).stack("echo");
        swarm.service(echo);
        for (int slot = 1; slot <= 6; slot++) {
            swarm.task(FakeTask.of(echo, slot, "worker0" + (1 + slot % 3)));
        }
        return echo;
    }

    private FakeTask big(FakeService service, int task, String state) {
        return FakeTask.of(service, 1 + task / 10, node((task * 7 + task / 10) % NODES))
                .id("task" + task)
                .state(state);
    }

    private static String node(int number) {
        return "%s%02d".formatted(number < 5 ? "manager" : "worker", number);
    }

    /** Fifty nodes, ten services, five hundred tasks. */
    private List<FakeService> big() {
        for (int each = 0; each < NODES; each++) {
            swarm.node(node(each), each < 5 ? "manager" : "worker");
        }
        List<FakeService> services = IntStream.range(0, 10)
                .mapToObj(number -> FakeService.replicated("shop" + number % 3 + "_service" + number, TASKS / 10)
                        .stack("shop" + number % 3))
                .toList();
        services.forEach(swarm::service);
        for (int task = 0; task < TASKS; task++) {
            swarm.task(big(services.get(task % 10), task, "running"));
        }
        return services;
    }

    // What it looks like

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void pictures_are_kept_of_a_swarm_that_is(String size) {
        int tasks = size.equals("small") ? 6 : TASKS;
        if (size.equals("small")) {
            small();
        } else {
            big();
        }
        show();
        browser.awaitCount(tasks, "[data-task][data-state=running]", SOON);
        browser.photographEverywhere(size);
    }

    @Test
    void nothing_is_wider_than_the_screen_of_a_phone() {
        small();
        browser.screen(Screen.PHONE);
        show();

        assertThat((Long) browser.evaluate("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo((Long) browser.evaluate("return window.innerWidth"));
    }

    // Who can use it

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"small, light", "small, dark", "large, light", "large, dark"})
    void axe_finds_no_serious_fault(String size, String scheme) {
        FakeService echo = small();
        swarm.task(FakeTask.of(echo, 7, "worker01").state("failed").error("task: non-zero exit (1)"));
        swarm.task(FakeTask.of(echo, 8, "").state("pending", "running").error("no suitable node"));
        node("worker02").withObject("/Status").put("State", "down");
        node("worker03").withObject("/Spec").put("Availability", "drain");
        if (size.equals("large")) {
            big();
        }
        browser.prefer("prefers-color-scheme", scheme);
        show();
        browser.awaitOne("[data-task][data-state=failed]", SOON);
        browser.one("[data-task][data-state=failed]").click();
        browser.awaitStillness(SOON);

        assertThat(axe.faultsOf(browser))
                .filteredOn(fault -> fault.startsWith("serious") || fault.startsWith("critical"))
                .isEmpty();
    }

    private ObjectNode node(String name) {
        return swarm.node(name, name.startsWith("manager") ? "manager" : "worker");
    }

    @Test
    void nothing_moves_for_readers_who_asked_for_that() {
        FakeService echo = small();
        browser.prefer("prefers-reduced-motion", "reduce");
        show();
        browser.evaluate("""
                window.movements = 0;
                const animate = Element.prototype.animate;
                Element.prototype.animate = function (...all) { window.movements++; return animate.apply(this, all); };
                """);
        move(echo);
        assertThat(browser.evaluate("return window.movements + document.getAnimations().length"))
                .isEqualTo(0L);

        browser.prefer("prefers-reduced-motion", "no-preference");
        move(echo);
        assertThat((Long) browser.evaluate("return window.movements"))
                .as("which tells that it can be seen at all")
                .isPositive();
    }

    private int moves;

    /** A task dies, and its successor comes up elsewhere. */
    private void move(FakeService echo) {
        String id = "successor" + ++moves;
        swarm.task(FakeTask.of(echo, 1, "worker02").state("failed", "shutdown").at(moves));
        swarm.task(FakeTask.of(echo, 1, moves % 2 == 0 ? "worker01" : "worker03")
                .id(id)
                .at(moves + 1));
        browser.awaitOne("[data-task=" + id + "][data-state=running]", SOON);
    }

    @Test
    void a_node_and_its_tasks_are_reached_by_keyboard() {
        small();
        show();
        browser.awaitOne("[data-node=worker01] [data-task]", SOON);

        Object focused = browser.evaluate("""
                const task = document.querySelector('[data-node=worker01] [data-task][tabindex="0"]');
                task.focus();
                task.click();
                return document.activeElement !== document.body && !document.getElementById('details').hidden;
                """);
        assertThat(focused).isEqualTo(true);
        browser.command("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", "Escape", "code", "Escape"));
        browser.awaitOne("#details[hidden]", SOON);
        assertThat((String) browser.evaluate("return document.activeElement.dataset.task"))
                .as("the focus is back where it was")
                .isNotNull();
    }

    // What comes from the cluster is text

    @Test
    void names_labels_errors_and_images_are_shown_as_text() {
        String markup = "<img src=x onerror=alert(1)>";
        swarm.node("manager", "manager")
                .withObject("/Spec")
                .withObject("/Labels")
                .put("label" + markup, "value" + markup);
        swarm.node("node" + markup, "worker");
        swarm.network("network" + markup, "10.0.1.0/24");
        FakeService service = FakeService.replicated("service" + markup, 2)
                .stack("stack" + markup)
                .image("image" + markup);
        swarm.service(service.update("paused", "2026-01-01T00:00:00Z", "update" + markup));
        swarm.task(FakeTask.of(service, 1, "manager").state("failed", "running").error("error" + markup));
        swarm.task(FakeTask.of(service, 2, "").state("pending", "running").error("waits" + markup));
        show();
        browser.awaitOne("[data-task][data-state=failed]", SOON);
        browser.one("[data-task][data-state=failed]").click();
        swarm.failWith("silence" + markup);
        browser.await("the reason", SOON, page -> page.text().contains("silence" + markup));

        assertThat(browser.text())
                .contains("label" + markup, "value" + markup, "node" + markup, "network" + markup, "service" + markup)
                .contains("stack" + markup, "image" + markup, "error" + markup, "waits" + markup);
        assertThat(browser.count("img[src=x], [onerror]")).isZero();
    }

    // What is lost is said, and found again

    @Test
    void a_swarm_without_managers_keeps_its_picture_and_says_why() {
        small();
        show();
        browser.awaitCount(6, "[data-task][data-state=running]", SOON);

        swarm.failWith("The swarm does not have a leader");
        browser.await("the reason", SOON, page -> page.text().contains("The swarm does not have a leader"));
        assertThat(browser.count("[data-task][data-state=running]")).isEqualTo(6);

        swarm.failWith(null);
        browser.awaitNone("[data-trouble]:not([hidden])", SOON);
    }

    @Test
    void a_lost_dashboard_is_said_and_what_happened_meanwhile_is_caught_up() {
        FakeService echo = small();
        show();
        browser.awaitCount(6, "[data-task][data-state=running]", SOON);

        served.restartAfter(() -> {
            browser.awaitOne("body[data-connection=lost]", SOON);
            swarm.task(FakeTask.of(echo, 7, "worker01").id("seventh"));
        });

        browser.awaitOne("body[data-connection=live] [data-task=seventh]", SOON);
        browser.awaitOne("[data-moment]", SOON);
    }

    /** A browser has six connections to a place, and each page that is shown holds one. */
    @Test
    void pages_that_nobody_sees_hold_no_connection() {
        small();
        show();
        for (int page = 0; page < 8; page++) {
            browser.showInAnotherTab(served.address());
            browser.awaitOne("body[data-connection=live] [data-node]", SOON);
        }
        browser.closeOtherTabs();
        browser.awaitOne("body[data-connection=live] [data-node]", SOON);
    }

    // The time line

    @Test
    void the_time_line_stands_still_while_it_is_paused() {
        FakeService echo = small();
        show();
        browser.awaitCount(6, "[data-task][data-state=running]", SOON);
        swarm.task(FakeTask.of(echo, 7, "worker01").id("seventh"));
        browser.awaitCount(1, "[data-moment]", SOON);

        browser.one("#time-line-pause").click();
        swarm.task(FakeTask.of(echo, 8, "worker01").id("eighth"));
        browser.awaitOne("[data-task=eighth]", SOON);
        browser.await("that there is one more", SOON, page -> page.text().contains("1 new"));
        assertThat(browser.count("[data-moment]")).isEqualTo(1);

        browser.one("#time-line-pause").click();
        browser.awaitCount(2, "[data-moment]", SOON);
    }

    // How fast it is

    @Test
    void fifty_changes_a_second_in_a_large_swarm_leave_it_fluent_and_small() {
        List<FakeService> services = big();
        show();
        browser.awaitCount(TASKS, "[data-task][data-state=running]", SOON);

        ScheduledExecutorService changes = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger count = new AtomicInteger();
        long began = System.nanoTime();
        ScheduledFuture<?> changing = changes.scheduleAtFixedRate(
                () -> change(services, count.getAndIncrement()), 0, 1000 / CHANGES_A_SECOND, TimeUnit.MILLISECONDS);
        double framesASecond = 0;
        // Others may take the machine's cores for a while. A page that is slow is slow at any time.
        for (int window = 0; window < 3 && framesASecond <= 30; window++) {
            framesASecond = framesASecond();
        }
        changing.cancel(false);
        changes.shutdown();
        double changesASecond = count.get() / ((System.nanoTime() - began) / 1e9);
        double megabytes = megabytes();
        System.out.printf(
                "50 nodes, 500 tasks, %.0f changes a second: %.0f frames a second, %.1f MB%n",
                changesASecond, framesASecond, megabytes);

        assertThat(changesASecond).isGreaterThan(0.9 * CHANGES_A_SECOND);
        assertThat(framesASecond).isGreaterThan(30);
        assertThat(megabytes).isLessThan(100);
    }

    /** Of the page with all that belongs to it, its elements too, as the browser measures it. */
    private static double megabytes() {
        Object bytes = browser.evaluateLater(Duration.ofSeconds(90), """
                const done = arguments[0];
                performance.measureUserAgentSpecificMemory().then(memory => done(memory.bytes), problem => done(`${problem}`));
                """);
        assertThat(bytes).isInstanceOf(Number.class);
        return ((Number) bytes).doubleValue() / 1e6;
    }

    /** As the browser counts them, for ten seconds. */
    private static double framesASecond() {
        Number counted = (Number) browser.evaluateLater(Duration.ofSeconds(60), """
                const done = arguments[0];
                let frames = 0, began;
                requestAnimationFrame(function frame(now) {
                  began ??= now;
                  if (now - began < 10_000) { frames++; requestAnimationFrame(frame); }
                  else done(frames / ((now - began) / 1000));
                });
                """);
        return counted.doubleValue();
    }

    /** Each task fails in its turn, and is replaced a little later. */
    private void change(List<FakeService> services, int number) {
        int dying = number / 2 % TASKS;
        FakeService service = services.get(dying % 10);
        if (number % 2 == 0) {
            swarm.task(big(service, dying, "failed").error("task: non-zero exit (1)"));
        } else {
            swarm.task(big(service, dying, "running"));
        }
    }
}
