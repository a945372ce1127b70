package dev.swarmlab.dashboard;

import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Outcome;
import dev.swarmlab.labfile.Student;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of the checks of all labs, as the dashboard sends them.
 *
 * @param at when all labs had been checked last, RFC 3339, UTC; empty before
 * @param labs by the name of the lab
 */
record ChecksView(String at, Map<String, OfLab> labs) {

    static final ChecksView NONE = new ChecksView("", Map.of());

    /** Whether the checks of a lab have results. */
    enum State {
        /** They have not run yet. */
        WAITING,
        CHECKED,
        /** No node of the lab runs. */
        STOPPED,
        UNREACHABLE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A lab.
     *
     * @param className the lab's class; empty for a lab that belongs to no class, as are the next two
     * @param student the student's name
     * @param index the student's number in the class, from 1; 0 without a class
     * @param state a {@link State} in lower case
     * @param problem why the lab is unreachable; else empty
     * @param results of the read-only checks; empty unless the lab is checked
     * @param omitted how many checks are not run, because they change the lab
     */
    record OfLab(
            String lab,
            String className,
            String student,
            int index,
            String state,
            String problem,
            List<Result> results,
            int omitted) {

        static OfLab of(String lab, Optional<Student> student, State state) {
            return new OfLab(
                    lab,
                    student.map(Student::className).orElse(""),
                    student.map(Student::name).orElse(""),
                    student.map(Student::index).orElse(0),
                    state.word(),
                    "",
                    List.of(),
                    0);
        }

        OfLab checked(List<CheckResult> results, int omittedChecks) {
            return new OfLab(
                    lab,
                    className,
                    student,
                    index,
                    State.CHECKED.word(),
                    "",
                    results.stream().map(Result::of).toList(),
                    omittedChecks);
        }

        OfLab unreachable(String reason) {
            return new OfLab(lab, className, student, index, State.UNREACHABLE.word(), reason, List.of(), omitted);
        }

        boolean isIn(State expected) {
            return state.equals(expected.word());
        }

        /** Whether it has been checked and no check has failed. Unavailable checks do not count. */
        boolean isComplete() {
            return isIn(State.CHECKED) && results.stream().noneMatch(Result::hasFailed);
        }
    }

    /**
     * A check.
     *
     * @param outcome {@code passed}, {@code failed} or {@code unavailable}
     * @param reason why it did not pass; empty when it passed
     * @param hint the hint of the lab file for a check that failed; else empty
     */
    record Result(String name, String outcome, String reason, String hint) {

        private static Result of(CheckResult result) {
            return new Result(
                    result.name(),
                    result.outcome().name().toLowerCase(Locale.ROOT),
                    result.reason(),
                    result.hasFailed() ? Objects.requireNonNullElse(result.hint(), "") : "");
        }

        private boolean hasFailed() {
            return outcome.equals(Outcome.FAILED.name().toLowerCase(Locale.ROOT));
        }
    }
}
