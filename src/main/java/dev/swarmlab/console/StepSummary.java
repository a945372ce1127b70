package dev.swarmlab.console;

import dev.swarmlab.progress.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One step as text: a line, and a further line for each image that is used instead of another. */
final class StepSummary {

    /** A title, a text and a time. With the mark before it, such a line has 75 of a terminal's 80 columns. */
    private static final String LINE = "%-19s %-44s %8s";

    private static final String MORE = "%n  %-19s %s";

    private final Step step;
    private final int subjects;
    private final List<String> done = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    StepSummary(Step step, int subjects) {
        this.step = step;
        this.subjects = subjects;
    }

    void add(String subject, String detail) {
        done.add(subject);
        if (!detail.isEmpty()) {
            details.add(detail);
        }
    }

    /** The line of a running step, as in {@code nodes   4 of 4   1.3 s}. It fits into a terminal of 80 columns. */
    String line(Duration time) {
        String content = subjects > 1 || done.isEmpty() ? done.size() + " of " + subjects : done.get(0);
        return LINE.formatted(step.title(), content, seconds(time));
    }

    /** The line of a step that has ended, and further lines about images. */
    String lines(Duration time) {
        StringBuilder text = new StringBuilder();
        if (subjects == 1) {
            text.append(LINE.formatted(step.title(), String.join(" ", details), seconds(time)));
        } else {
            text.append(line(time));
        }
        if (step == Step.IMAGES) {
            details.forEach(detail -> text.append(MORE.formatted("", detail)));
        }
        return text.toString();
    }

    String failure(String subject) {
        return "%-19s failed: %s".formatted(step.title(), subject);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
