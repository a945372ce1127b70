package dev.swarmlab.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.swarmlab.support.OuterEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.testcontainers.lifecycle.Startables;

/** How long labs exist, and what a failed test leaves. */
class ScopesIT {

    /** What the test classes below have seen, by the name of the test. */
    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();

    @Test
    void a_lab_of_the_run_is_reset_between_classes() {
        EngineExecutionResults results = run(SharedFirst.class, SharedSecond.class);

        results.testEvents().assertStatistics(statistics -> statistics.succeeded(2));
        assertThat(seen("SharedFirst")).isEqualTo(seen("SharedSecond"));
        assertRemoved(seen("SharedFirst"));
    }

    @Test
    void classes_that_run_at_once_take_turns_with_the_lab_of_the_run() {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectors(SharedFirst.class, SharedSecond.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .execute();

        results.testEvents().assertStatistics(statistics -> statistics.succeeded(2));
        assertThat(seen("SharedFirst")).isEqualTo(seen("SharedSecond"));
    }

    @Test
    void each_method_gets_a_lab_of_its_own_and_the_diagnostics_of_a_failed_test_stay() {
        EngineExecutionResults results = run(LabForEachMethod.class);

        results.testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).failed(1));
        assertThat(seen("first")).isNotEqualTo(seen("second"));
        assertRemoved(seen("first"));
        assertRemoved(seen("second"));
        String place =
                evidence(results.testEvents().failed().stream().findFirst().orElseThrow());
        assertThat(place).startsWith("the diagnostics of the lab " + seen("second") + " are in ");
        assertThat(Path.of(place.substring(place.lastIndexOf(' ') + 1)))
                .isRegularFile()
                .satisfies(archive -> assertThat(Files.size(archive)).isPositive());
    }

    private static String evidence(Event failed) {
        return failed
                .getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(Throwable::getSuppressed)
                .stream()
                .flatMap(Stream::of)
                .map(Throwable::getMessage)
                .filter(message -> message.startsWith("the diagnostics of"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_lab_file_that_is_not_valid_fails_the_class_with_the_place_of_the_mistake() {
        EngineExecutionResults results = run(WrongFile.class);

        assertThat(results.containerEvents().failed().stream())
                .singleElement()
                .extracting(event -> event.getPayload(TestExecutionResult.class)
                        .flatMap(TestExecutionResult::getThrowable)
                        .orElseThrow()
                        .getMessage())
                .asString()
                .contains("workers", "must be");
    }

    @Test
    void testcontainers_starts_and_stops_labs() {
        SwarmLabContainer one = new SwarmLabContainer().withWorkers(1);
        SwarmLabContainer other = new SwarmLabContainer("src/test/labs/gateway.yml")
                .withSetting("workers", "0")
                .withSetting("stacks", "{}")
                .withSetting("images", "[]");
        Startables.deepStart(one, other).join();
        String first = one.lab().name();
        String second = other.lab().name();
        try (one;
                other) {
            assertThat(one.lab().nodes()).hasSize(2);
            assertThat(other.lab().nodes()).hasSize(1);
        }
        assertRemoved(first);
        assertRemoved(second);
    }

    private static String seen(String test) {
        return Objects.requireNonNull(SEEN.get(test), test);
    }

    private static EngineExecutionResults run(Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectors(classes))
                .execute();
    }

    private static ClassSelector[] selectors(Class<?>... classes) {
        return Stream.of(classes).map(each -> selectClass(each)).toArray(ClassSelector[]::new);
    }

    private static void assertRemoved(String lab) {
        try (OuterEngine engine = OuterEngine.open()) {
            assertThat(engine.containerIds(lab)).isEmpty();
        }
    }

    @SwarmLab(scope = SwarmLab.Scope.RUN)
    static class SharedFirst {

        @Test
        void changes_the_lab(Lab lab) {
            useAlone(lab, "SharedFirst");
        }
    }

    @SwarmLab(scope = SwarmLab.Scope.RUN)
    static class SharedSecond {

        @Test
        void finds_the_lab_as_it_was(Lab lab) {
            useAlone(lab, "SharedSecond");
        }
    }

    /** Fails when another class uses the lab, or has used it and its changes are still there. */
    private static void useAlone(Lab lab, String name) {
        SEEN.put(name, lab.name());
        assertThat(lab.manager().exec("docker", "config", "ls", "--quiet").output())
                .isEmpty();
        assertThat(lab.manager()
                        .exec("sh", "-c", "echo x | docker config create of-" + name + " -")
                        .exitCode())
                .isZero();
    }

    @SwarmLab(scope = SwarmLab.Scope.METHOD)
    @TestMethodOrder(MethodName.class)
    static class LabForEachMethod {

        @Test
        void first(Lab lab) {
            SEEN.put("first", lab.name());
        }

        @Test
        void second(Lab lab) {
            SEEN.put("second", lab.name());
            assertThat(lab.nodes()).isEmpty();
        }
    }

    @SwarmLab(settings = "workers=many")
    static class WrongFile {

        @Test
        void is_never_reached(Lab lab) {
            throw new AssertionError(lab.name());
        }
    }
}
