package dev.swarmlab.cli;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.Roster;
import dev.swarmlab.yaml.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the file with the students of a class. */
final class StudentList {

    private static final String FORM =
            "write one student on each line: a name, or a name, a comma and an email address";

    private StudentList() {}

    /**
     * A student.
     *
     * @param email null if there is none
     * @param place the file and the line, or the option, for messages
     */
    record Line(String name, @Nullable String email, String place) {}

    /**
     * The students in a file. Empty lines, lines that begin with {@code #} and a first line {@code name,email} do not
     * count.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the file can't be read or names no student
     */
    static List<Line> read(Path file) {
        List<String> text = text(file);
        List<Line> lines = new ArrayList<>();
        for (int number = 1; number <= text.size(); number++) {
            String line = text.get(number - 1).strip();
            String place = file + ":" + number;
            boolean isHeader = number == 1
                    && line.replace(" ", "").toLowerCase(Locale.ROOT).equals("name,email");
            if (line.isEmpty() || line.startsWith("#") || isHeader) {
                continue;
            }
            int comma = line.indexOf(',');
            lines.add(
                    comma < 0
                            ? new Line(line, null, place)
                            : new Line(
                                    line.substring(0, comma).strip(),
                                    emptyAsNull(line.substring(comma + 1).strip()),
                                    place));
        }
        if (lines.isEmpty()) {
            throw Failure.of(FailureKind.WRONG_INPUT, file + " names no student")
                    .advise(FORM);
        }
        return lines;
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String> text(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return (text.startsWith("\ufeff") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (IOException exception) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't read the file of the students " + file)
                    .because(exception.toString())
                    .advise("Name a text file in UTF-8; " + FORM + ".")
                    .causedBy(exception);
        }
    }

    /** @throws Failure of kind {@link FailureKind#WRONG_INPUT} with the problems of all lines */
    static void validate(List<Line> lines) {
        List<String> problems = new ArrayList<>();
        Map<String, Line> byLabel = new HashMap<>();
        for (Line line : lines) {
            String label = Roster.label(line.name());
            String email = line.email();
            if (label.isEmpty()) {
                problems.add(problem(
                        line,
                        Messages.quote(line.name()) + " can't be a part of a lab's name",
                        FORM + "; a name needs a letter from a to z or a digit"));
                continue;
            }
            if (email != null && !email.matches("[^@\\s,]+@[^@\\s,]+")) {
                problems.add(problem(line, Messages.quote(email) + " is no email address", FORM));
            }
            Line other = byLabel.putIfAbsent(label, line);
            if (other != null) {
                problems.add(problem(
                        line,
                        Messages.quote(line.name()) + " gives the same lab as " + Messages.quote(other.name()) + " ("
                                + other.place() + ")",
                        "give each student another name, as with an initial"));
            }
        }
        if (!problems.isEmpty()) {
            throw Failure.of(
                    FailureKind.WRONG_INPUT, "the students of the class are not valid\n" + String.join("\n", problems));
        }
    }

    private static String problem(Line line, String text, String advice) {
        return line.place() + ": " + text + "\n    " + advice;
    }
}
