package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.Checks;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckWatchTest {

    private final CapturedConsole console = new CapturedConsole();

    @Test
    void shows_a_line_for_each_check_that_changes_until_all_pass() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.answering("sh -c first", 1, "").answering("sh -c second", 1, "");
        after(lab, "first", 3);
        after(lab, "second", 5);
        LabFile labFile = SampleLabFile.lab("""
                checks:
                  - {name: a, run: first}
                  - {name: b, run: second}
                  - {name: c, no_request_lost: "http://127.0.0.1:1/", during: act}
                """);

        Checks checks = new Checks(lab.open(), labFile, new Parallel(true));
        int exitCode = new CheckWatch(
                        console.console(),
                        () -> new CheckReport("lab", checks.runOnce(labFile.checks())),
                        new ResultOutputOption())
                .untilAllPass(labFile.checks());

        assertThat(exitCode).isZero();
        assertThat(console.out().lines())
                .containsExactly(
                        "a: failed, `first` on manager exited with 1, expected 0; no output",
                        "b: failed, `second` on manager exited with 1, expected 0; no output",
                        "a: passed",
                        "b: passed");
        assertThat(console.err()).isEqualTo("not repeated, because it changes the lab: c\n");
        assertThat(lab.engine.hooks.calls("execute")).noneMatch(call -> call.endsWith("act"));
    }

    /** Changes are then on standard error, so that the output is a single document. */
    @ParameterizedTest
    @CsvSource({"check --watch -o json, {", "check --watch -o yaml, 'lab: lab'", "check --watch -o junit, <?xml"})
    void prints_the_last_report_in_the_format_that_is_asked_for(String typed, String beginning) {
        CapturedConsole command = new SampleLab().console();

        assertThat(command.run(typed.split(" "))).isZero();
        assertThat(command.out()).startsWith(beginning).contains("a check");
        assertThat(command.err()).isEqualTo("a check: passed\n");
    }

    /** Lets the command succeed from the given run on. */
    private static void after(FakeLab lab, String command, int times) {
        lab.engine.hooks.before("execute swarmlab-lab-manager env", () -> {
            long asked = lab.engine.hooks.calls("execute").stream()
                    .filter(call -> call.endsWith("sh -c " + command))
                    .count();
            if (asked == times) {
                lab.engine.answering("sh -c " + command, 0, "");
            }
        });
    }
}
