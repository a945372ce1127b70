package dev.swarmlab.cli;

import dev.swarmlab.progress.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One step on one line. */
final class StepSummary {

    private static final String LINE = "%-16s %-60s %s";

    private final Step step;
    private final int subjects;
    private final List<String> done = new ArrayList<>();

    StepSummary(Step step, int subjects) {
        this.step = step;
        this.subjects = subjects;
    }

    void add(String subject, String detail) {
        done.add(detail.isEmpty() ? subject : subject + " (" + detail + ")");
    }

    /** As in {@code nodes   4 of 4   1.3 s}. */
    String line(String time) {
        return LINE.formatted(step.title(), content(), time).stripTrailing();
    }

    String failure(String subject) {
        return LINE.formatted(step.title(), "failed: " + subject, "").stripTrailing();
    }

    private String content() {
        boolean tellsEach = subjects == 1 || step == Step.IMAGES;
        return tellsEach ? String.join(", ", done) : done.size() + " of " + subjects;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
