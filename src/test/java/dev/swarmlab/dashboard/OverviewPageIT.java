package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.browser.Axe;
import dev.swarmlab.browser.HeadlessBrowser;
import dev.swarmlab.browser.HeadlessBrowser.Screen;
import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Outcome;
import dev.swarmlab.labfile.Student;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The overview of a class in a real browser, with recorded results of checks. */
class OverviewPageIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final List<String> CHECKS = List.of(
            "the service answers",
            "three replicas run",
            "the overlay network exists",
            "each node has the image",
            "the port is published");

    private static final List<String> STUDENTS = List.of(
            "Ann Smith",
            "Bob",
            "Chiara Rossi",
            "Dmitri Ivanov",
            "Eve",
            "Fatima Zahra",
            "Grace Hopper",
            "Håkon Berg",
            "Ines Duarte",
            "Jun Tanaka",
            "Kofi Mensah",
            "Lena",
            "Maximilian von und zu Hohenstein-Langenfeld",
            "Nadia Haddad",
            "Olu Adeyemi",
            "Priya Sharma",
            "Quentin",
            "Rosa Luz",
            "Sven",
            "Tala Reyes",
            "Umut Yılmaz",
            "Vera Novak",
            "Wei Chen",
            "Ximena",
            "Yara",
            "Zoë Müller",
            "Aisha",
            "Boris",
            "Carmen",
            "David Okafor");

    private static HeadlessBrowser browser;
    private static Axe axe;

    private final StatePublisher publisher = new StatePublisher();
    private final DashboardServer server;

    OverviewPageIT() throws IOException {
        server = DashboardServer.start(publisher, Access.local(), 0);
        publisher.start();
    }

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
    void reset() {
        browser.screen(Screen.PROJECTOR);
        browser.emulateMedia("prefers-color-scheme", "light");
    }

    @AfterEach
    void close() {
        server.close();
        publisher.close();
    }

    private void show(String fragment) {
        browser.show("about:blank");
        browser.show("http://localhost:" + server.port() + "/" + fragment);
        browser.awaitOne("body[data-connection=live]", SOON);
        browser.evaluate("sessionStorage.clear()");
    }

    private static String nameOf(String className, int number) {
        return "%s-%02d".formatted(className, number);
    }

    private static ChecksView.OfLab student(String className, int number, String name, ChecksView.State state) {
        return ChecksView.OfLab.of(
                nameOf(className, number), Optional.of(new Student(className, name, number, null, Map.of())), state);
    }

    /** The first checks pass. */
    private void passed(String className, int number, String name, int count) {
        publisher.updateChecks(
                student(className, number, name, ChecksView.State.WAITING).checked(results(count), 1), List.of());
    }

    private static List<CheckResult> results(int passed) {
        return IntStream.range(0, CHECKS.size())
                .mapToObj(check -> check < passed
                        ? new CheckResult(CHECKS.get(check), Outcome.PASSED, "", null, Duration.ZERO)
                        : new CheckResult(
                                CHECKS.get(check),
                                Outcome.FAILED,
                                "GET http://localhost:8000/ answered with 503, expected 200",
                                "Does a task of the service run?",
                                Duration.ZERO))
                .toList();
    }

    private LabState nodes(String lab, String... nodes) {
        LabState labState = new LabState(lab, publisher);
        labState.updateSwarm(PublishedState.snapshot(nodes));
        return labState;
    }

    /** Thirty students: some complete, most in progress, one stopped, one that does not answer, one not checked yet. */
    private void thirty() {
        for (int number = 1; number <= 30; number++) {
            if (number != 7) {
                nodes(nameOf("quickstart", number), "manager", "worker01", "worker02");
            }
            String name = STUDENTS.get(number - 1);
            switch (number) {
                case 7 -> publisher.updateChecks(student("quickstart", 7, name, ChecksView.State.STOPPED), List.of());
                case 12 ->
                    publisher.updateChecks(
                            student("quickstart", 12, name, ChecksView.State.WAITING)
                                    .unreachable("no manager answered: connection refused"),
                            List.of());
                case 30 -> publisher.updateChecks(student("quickstart", 30, name, ChecksView.State.WAITING), List.of());
                default -> passed("quickstart", number, name, number * 7 % 6);
            }
        }
        publisher.checksEnded(Instant.now());
    }

    private void three() {
        for (int number = 1; number <= 3; number++) {
            nodes(nameOf("quickstart", number), "manager", "worker01");
        }
        passed("quickstart", 1, "Ann", 5);
        passed("quickstart", 2, "Bob", 1);
        passed("quickstart", 3, "Carla", 3);
        publisher.checksEnded(Instant.now());
    }

    private static String texts(String selector) {
        return String.valueOf(browser.evaluate(
                "return [...document.querySelectorAll(arguments[0])].map(each => each.textContent).join('; ')",
                selector));
    }

    private static void press(String key, String code) {
        for (String type : List.of("keyDown", "keyUp")) {
            browser.command(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", code, "windowsVirtualKeyCode", 13, "text", "\r"));
        }
    }

    @Test
    void each_student_has_a_tile_with_progress_and_failed_checks() {
        thirty();
        show("#class=quickstart");
        browser.awaitCount(30, "[data-tile]", SOON);

        assertThat(texts("#overview h2, .overview-summary, .overview-note"))
                .startsWith("Class quickstart; 30 students · 5 complete · 22 in progress · 2 not reachable"
                        + " · 1 not checked yet; checked at ")
                .endsWith(" · 1 check is not run here, because it changes the lab");
        assertThat(texts("[data-tile=quickstart-03] .tile-count")).isEqualTo("3 of 5 checks pass");
        assertThat(texts("[data-tile=quickstart-03] summary"))
                .isEqualTo("✗\u00a0each node has the image  ✗\u00a0the port is published");
        assertThat(browser.one("[data-tile=quickstart-03] details").getAttribute("title"))
                .contains("the port is published: GET http://localhost:8000/ answered with 503");
        assertThat(texts("[data-tile=quickstart-03] .tile-nodes")).isEqualTo("3 nodes ready");
        assertThat(texts("[data-status=stopped] .tile-link, [data-status=stopped] .tile-count"))
                .isEqualTo("Grace Hopper; stopped");
        assertThat(texts("[data-status=unreachable] .tile-count, [data-status=unreachable] .tile-reason"))
                .isEqualTo("does not answer; no manager answered: connection refused");
        assertThat(publisher.showsChecks()).isTrue();
    }

    @Test
    void thirty_students_fit_on_a_projector() {
        thirty();
        show("#class=quickstart");
        browser.awaitCount(30, "[data-tile]", SOON);

        assertThat(browser.evaluate("""
                return [...document.querySelectorAll('[data-tile]')]
                  .filter(tile => tile.getBoundingClientRect().bottom > innerHeight).length
                """)).isEqualTo(0L);
        browser.saveScreenshots("class");
        browser.one(".choice button[value=table]").click();
        browser.awaitCount(30, ".check-table tbody tr", SOON);
        assertThat(
                        browser.evaluate(
                                "return document.querySelector('tbody tr:last-child').getBoundingClientRect().bottom <= innerHeight"))
                .isEqualTo(true);
        browser.saveScreenshots("class-table");
    }

    @Test
    void students_are_sorted_by_name_or_least_progress() {
        three();
        show("#class=quickstart");
        browser.awaitCount(3, "[data-tile]", SOON);
        assertThat(texts(".tile-link")).isEqualTo("Ann; Bob; Carla");

        browser.one(".choice button[value=progress]").click();
        assertThat(texts(".tile-link")).isEqualTo("Bob; Carla; Ann");

        passed("quickstart", 2, "Bob", 4);
        browser.await("another order", SOON, page -> texts(".tile-link").equals("Carla; Bob; Ann"));
    }

    @Test
    void a_click_opens_the_lab_and_the_way_back_leads_to_its_tile() {
        three();
        show("#class=quickstart");
        browser.awaitCount(3, "[data-tile]", SOON);
        assertThat(browser.count("main:not([hidden])")).isEqualTo(1);

        browser.one("[data-tile=quickstart-02]").click();
        browser.awaitOne("[data-lab=quickstart-02]:not([hidden]) [data-node=worker01]", SOON);
        assertThat(browser.count("[data-lab]:not([hidden])")).isEqualTo(1);
        assertThat(browser.count("#overview[hidden]")).isEqualTo(1);
        assertThat(texts("#chooser [aria-pressed=true]")).isEqualTo("quickstart-02");

        browser.one("#chooser [value='#class=quickstart']").click();
        browser.awaitOne("#overview:not([hidden])", SOON);
        assertThat(browser.evaluate("return document.activeElement.textContent"))
                .isEqualTo("Bob");

        browser.evaluate("history.back()");
        browser.awaitOne("[data-lab=quickstart-02]:not([hidden])", SOON);
        browser.awaitOne("#overview[hidden]", SOON);
    }

    @Test
    void a_tile_is_opened_with_the_enter_key_and_its_reasons_too() {
        three();
        show("#class=quickstart");
        browser.awaitCount(3, "[data-tile]", SOON);

        browser.evaluate("document.querySelector('[data-tile=quickstart-02] summary').focus()");
        press("Enter", "Enter");
        browser.awaitOne("[data-tile=quickstart-02] details[open]", SOON);
        assertThat(texts("[data-tile=quickstart-02] .tile-reasons li:first-child"))
                .isEqualTo("three replicas run GET http://localhost:8000/ answered with 503, expected 200"
                        + "Does a task of the service run?");

        browser.evaluate("document.querySelector('[data-tile=quickstart-03] a').focus()");
        press("Enter", "Enter");
        browser.awaitOne("[data-lab=quickstart-03]:not([hidden])", SOON);
        assertThat(browser.evaluate("return document.activeElement.id")).isEqualTo("labs");
    }

    @Test
    void a_lab_becomes_complete_without_a_change_of_the_layout() {
        three();
        show("#class=quickstart");
        browser.awaitOne("[data-tile=quickstart-02][data-status=progress]", SOON);
        Object before = browser.evaluate("return document.querySelector('[data-tile=quickstart-02]').offsetHeight");

        passed("quickstart", 2, "Bob", 5);

        browser.awaitOne("[data-tile=quickstart-02][data-status=complete]", SOON);
        assertThat(texts(".overview-summary")).isEqualTo("3 students · 2 complete · 1 in progress");
        assertThat(browser.evaluate("return document.querySelector('[data-tile=quickstart-02]').offsetHeight"))
                .isEqualTo(before);
    }

    @Test
    void a_node_that_does_not_run_and_a_lab_whose_managers_do_not_answer_are_shown() {
        three();
        LabState second = nodes("quickstart-02", "manager", "worker01");
        passed("quickstart", 2, "Bob", 0);
        show("#class=quickstart");
        browser.awaitOne("[data-tile=quickstart-02][data-status=progress]", SOON);

        second.swarmUnreachable("no manager answered within 2 s");

        browser.awaitOne("[data-tile=quickstart-02][data-status=unreachable]", SOON);
        assertThat(texts("[data-tile=quickstart-02] .tile-reason")).isEqualTo("no manager answered within 2 s");
    }

    @Test
    void classes_are_offered_beside_labs_of_no_class_and_checks_begin_with_the_first_overview() {
        three();
        nodes(nameOf("evening", 1), "manager");
        passed("evening", 1, "Zoë", 2);
        nodes("single", "manager");
        publisher.updateChecks(ChecksView.OfLab.of("single", Optional.empty(), ChecksView.State.WAITING), List.of());
        show("");
        browser.awaitCount(5, "[data-lab]:not([hidden]) [data-node=manager]", SOON);

        assertThat(texts("#chooser button")).isEqualTo("all labs; overview; class evening; class quickstart; single");
        assertThat(publisher.showsChecks()).isFalse();

        browser.one("#chooser [value='#class=evening']").click();
        browser.awaitCount(1, "[data-tile]", SOON);
        browser.await("the checks", SOON, page -> publisher.showsChecks());
        browser.one("#chooser [value='#overview']").click();
        browser.awaitCount(5, "[data-tile]", SOON);
        assertThat(texts(".overview-summary")).startsWith("5 labs · 1 complete");
        browser.one("#chooser [value='']").click();
        browser.awaitOne("#overview[hidden]", SOON);
        assertThat(browser.evaluate("return location.hash")).isEqualTo("");
    }

    @Test
    void names_and_reasons_are_displayed_as_text() {
        String markup = "<img src=x onerror=alert(1)>";
        nodes("quickstart-01", "node" + markup);
        publisher.updateChecks(
                student("quickstart", 1, "student" + markup, ChecksView.State.WAITING)
                        .checked(
                                List.of(new CheckResult(
                                        "check" + markup,
                                        Outcome.FAILED,
                                        "reason" + markup,
                                        "hint" + markup,
                                        Duration.ZERO)),
                                0),
                List.of());
        show("#class=quickstart");
        browser.awaitCount(1, "[data-tile]", SOON);
        browser.one(".choice button[value=table]").click();

        assertThat(browser.text()).contains("student" + markup, "check" + markup, "reason" + markup, "hint" + markup);
        assertThat(browser.count("img[src=x], [onerror]")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiles", "table"})
    void the_page_is_not_wider_than_a_phone(String layout) {
        thirty();
        browser.screen(Screen.PHONE);
        show("#class=quickstart");
        browser.awaitCount(30, "[data-tile]", SOON);
        browser.one(".choice button[value=" + layout + "]").click();

        assertThat((Long) browser.evaluate("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo((Long) browser.evaluate("return window.innerWidth"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"tiles, light", "tiles, dark", "table, light", "table, dark"})
    void axe_finds_no_serious_violation(String layout, String scheme) {
        thirty();
        browser.emulateMedia("prefers-color-scheme", scheme);
        show("#class=quickstart");
        browser.awaitCount(30, "[data-tile]", SOON);
        browser.one(".choice button[value=" + layout + "]").click();
        browser.one(layout.equals("tiles") ? "[data-tile=quickstart-03] summary" : "#overview")
                .click();
        browser.awaitNoAnimation(SOON);

        assertThat(axe.violations(browser))
                .filteredOn(violation -> violation.startsWith("serious") || violation.startsWith("critical"))
                .isEmpty();
    }
}
