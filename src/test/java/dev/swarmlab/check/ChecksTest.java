package dev.swarmlab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    private static LabFile labFile(String... checks) {
        return SampleLabFile.lab("workers: 1\nchecks:\n  - {" + String.join("}\n  - {", checks) + "}\n");
    }

    private Checks checks(LabFile labFile) {
        return new Checks(lab.open(), labFile, new Parallel(false));
    }

    private Checks checks(LabFile labFile, Duration within) {
        return new Checks(lab.open(), labFile, new Parallel(false), within);
    }

    private List<CheckResult> run(String... checks) {
        LabFile labFile = labFile(checks);
        return checks(labFile).run(labFile.checks());
    }

    private static List<String> lines(List<CheckResult> results) {
        return results.stream()
                .map(result -> result.name() + " " + result.outcome() + " " + result.reason())
                .map(String::strip)
                .toList();
    }

    @Test
    void a_check_is_repeated_until_it_passes() {
        AtomicInteger attempts = new AtomicInteger();
        lab.engine.hooks.before("execute swarmlab-lab-manager env", () -> {
            if (attempts.incrementAndGet() == 3) {
                lab.engine.answering("sh -c probe", 0, "");
            }
        });
        lab.engine.answering("sh -c probe", 1, "");

        assertThat(lines(run("name: a, run: probe"))).containsExactly("a PASSED");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void a_check_fails_with_its_last_reason_and_its_hint_when_its_time_limit_is_over() {
        lab.engine.answering("sh -c probe", 1, "no");

        List<CheckResult> results = run("name: a, run: probe, within: 1s, hint: read it");

        assertThat(lines(results)).containsExactly("a FAILED `probe` on manager exited with 1, expected 0; output: no");
        assertThat(results.get(0).hint()).isEqualTo("read it");
        assertThat(results.get(0).took()).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void a_time_limit_for_all_checks_replaces_their_own() {
        lab.engine.answering("sh -c probe", 1, "no");
        LabFile labFile = labFile("name: a, run: probe, within: 30m", "name: b, run: probe, within: 30m");

        assertThat(checks(labFile, Duration.ofMillis(10)).run(labFile.checks()))
                .hasSize(2)
                .allMatch(CheckResult::hasFailed)
                .allMatch(result -> result.took().compareTo(Duration.ofSeconds(20)) < 0);
    }

    /** The result of this run is a better reason than the end of the time limit. */
    @Test
    void a_check_runs_once_even_without_any_time() {
        LabFile labFile = labFile("name: a, run: probe, lines: 1");

        assertThat(lines(checks(labFile, Duration.ZERO).run(labFile.checks()))).containsExactly("a PASSED");
    }

    @Test
    void checks_that_are_not_read_only_run_last_and_results_keep_the_order_of_the_checks() {
        String act = "no_request_lost: 'http://127.0.0.1:1/', rate: 1, during: act";
        lab.engine.answering("sh -c act", 1, "");

        List<CheckResult> results =
                run("name: a, " + act + "1", "name: b, run: probe", "name: c, " + act + "2", "name: d, run: probe");

        assertThat(results).extracting(CheckResult::name).containsExactly("a", "b", "c", "d");
        assertThat(results)
                .extracting(CheckResult::outcome)
                .containsExactly(Outcome.FAILED, Outcome.PASSED, Outcome.FAILED, Outcome.PASSED);
        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-manager env"))
                .extracting(call -> call.substring(call.lastIndexOf(' ') + 1))
                .containsExactly("probe", "probe", "act1", "act2");
    }

    @Test
    void a_check_that_is_not_read_only_is_not_repeated() {
        lab.engine.answering("sh -c act", 1, "");

        run("name: a, no_request_lost: 'http://127.0.0.1:1/', rate: 1, during: act");

        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-manager env")).hasSize(1);
    }

    @Test
    void a_check_is_unavailable_when_the_kernel_lacks_a_feature_that_it_needs() {
        lab.engine.answering("ip_vs", 1, "");

        assertThat(lines(run("name: a, run: probe, needs: ip_vs", "name: b, run: probe")))
                .containsExactly(
                        "a UNAVAILABLE this kernel has no ip_vs, so there is no routing mesh and no virtual IP address",
                        "b PASSED");
        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-manager env")).hasSize(1);
    }

    @Test
    void a_check_runs_when_the_kernel_has_the_feature_that_it_needs() {
        assertThat(lines(run("name: a, run: probe, needs: ip_vs"))).containsExactly("a PASSED");
    }

    @Test
    void all_checks_fail_with_the_engines_error_when_the_lab_does_not_answer() {
        lab.engine.hooks.failing("execute", () -> new EngineException(500, "the disk is full"));
        LabFile labFile = labFile(
                "name: a, run: probe, needs: ip_vs",
                "name: b, run: probe",
                "name: c, no_request_lost: 'http://127.0.0.1:1/', during: act");

        assertThat(lines(checks(labFile, Duration.ofMillis(10)).run(labFile.checks())))
                .containsExactly("a FAILED the disk is full", "b FAILED the disk is full", "c FAILED the disk is full");
        assertThat(lines(checks(labFile).runOnce(labFile.checks())))
                .containsExactly("a FAILED the disk is full", "b FAILED the disk is full");
    }

    @Test
    void run_once_runs_each_read_only_check_once() {
        lab.engine.answering("sh -c fail", 1, "");
        LabFile labFile = labFile(
                "name: a, run: fail",
                "name: b, no_request_lost: 'http://127.0.0.1:1/', during: act",
                "name: c, run: probe");

        assertThat(lines(checks(labFile).runOnce(labFile.checks())))
                .containsExactly("a FAILED `fail` on manager exited with 1, expected 0; no output", "c PASSED");
        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-manager env")).hasSize(2);
    }

    @Test
    void an_interruption_while_managers_are_asked_does_not_count_as_a_failed_check() {
        Check load = labFile("name: a, no_request_lost: 'http://127.0.0.1:1/', during: act, node: leader")
                .checks()
                .get(0);
        lab.swarm.hooks.before("manager GET /nodes", () -> {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted");
        });

        assertThatThrownBy(() -> checks(labFile("name: b, run: probe")).run(load, Deadline.in(Duration.ofSeconds(1))))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_interruption_does_not_count_as_a_failed_check() {
        Check load = labFile("name: a, no_request_lost: 'http://127.0.0.1:1/', during: act")
                .checks()
                .get(0);
        lab.engine.hooks.before("execute swarmlab-lab-manager env", () -> {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted during act");
        });

        assertThatThrownBy(() -> checks(labFile("name: b, run: probe")).run(load, Deadline.in(Duration.ofSeconds(1))))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }
}
