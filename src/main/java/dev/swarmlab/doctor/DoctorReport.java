package dev.swarmlab.doctor;

import dev.swarmlab.report.Table;
import java.util.List;

/**
 * All that was found.
 *
 * @param usable whether a lab can work: no check failed
 */
public record DoctorReport(boolean usable, List<Finding> checks) {

    private static final String INDENT = "    ";
    private static final int WIDTH = 100;

    public static DoctorReport of(List<Finding> checks) {
        boolean usable = checks.stream().noneMatch(check -> check.result() == Result.FAILED);
        return new DoctorReport(usable, List.copyOf(checks));
    }

    /** For people: a line for each check, and below those that need it what they mean and how to fix them. */
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
            return "No lab can work here: " + counted(failed, "check") + " failed.";
        }
        return "A lab can work here" + (warnings > 0 ? ", with " + counted(warnings, "warning") : "") + ".";
    }

    private long count(Result result) {
        return checks.stream().filter(check -> check.result() == result).count();
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Line by line: a command that has a line to itself keeps it. */
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
