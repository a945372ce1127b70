package dev.swarmlab.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.swarmlab.report.Table;
import java.util.List;
import java.util.Locale;

/**
 * The results of all checks.
 *
 * @param lab the lab that the host was checked for, as in {@code the lab shop} or {@code a lab of 4 nodes}
 * @param usable whether that lab can work: no check failed
 */
public record DoctorReport(@JsonIgnore String lab, boolean usable, List<Finding> checks) {

    private static final String INDENT = "    ";
    private static final int WIDTH = 100;

    static DoctorReport of(Requirements requirements, List<Finding> checks) {
        return new DoctorReport(
                requirements.subject(), checks.stream().noneMatch(Finding::hasFailed), List.copyOf(checks));
    }

    /** A line for each check, its meaning and fix indented below it, and a conclusion. */
    public String table() {
        Table table = new Table("CHECK", "RESULT", "FOUND");
        checks.forEach(check -> table.row(check.id(), check.result().word(), check.found()));
        List<String> lines = table.text().lines().toList();
        StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
        for (int row = 0; row < checks.size(); row++) {
            text.append(lines.get(row + 1)).append('\n');
            appendWrapped(text, checks.get(row).meaning());
            appendWrapped(text, checks.get(row).fix());
        }
        return text.append('\n').append(conclusion()).append('\n').toString();
    }

    private String conclusion() {
        long failed = count(Result.FAILED);
        long warnings = count(Result.WARNING);
        if (failed > 0) {
            boolean dependsOnLab = checks.stream().filter(Finding::hasFailed).allMatch(Finding::dependsOnLab);
            return (dependsOnLab ? capitalized(lab) + " can't work here: " : "No lab can work here: ")
                    + counted(failed, "check") + " failed." + (dependsOnLab ? " Another lab may work." : "");
        }
        return capitalized(lab) + " can work here" + (warnings > 0 ? ", with " + counted(warnings, "warning") : "")
                + ".";
    }

    private long count(Result result) {
        return checks.stream().filter(check -> check.result() == result).count();
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Wraps each line of the text by itself, so that a command on a line of its own stays there. */
    private static void appendWrapped(StringBuilder text, String paragraphs) {
        for (String paragraph : paragraphs.lines().toList()) {
            int column = 0;
            for (String word : paragraph.split(" ")) {
                boolean fits = column > 0 && column + 1 + word.length() <= WIDTH;
                String gap = fits ? " " : (column == 0 ? "" : "\n") + INDENT;
                text.append(gap).append(word);
                column = (fits ? column + 1 : INDENT.length()) + word.length();
            }
            text.append('\n');
        }
    }
}
