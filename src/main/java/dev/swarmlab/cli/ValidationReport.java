package dev.swarmlab.cli;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.yaml.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The validation of one lab file.
 *
 * @param managers null if the file is not valid, as are the other numbers
 * @param problems empty if the file is valid
 */
record ValidationReport(
        String file,
        boolean valid,
        @Nullable Integer managers,
        @Nullable Integer workers,
        @Nullable Integer images,
        List<Place> problems) {

    /**
     * A problem and its place.
     *
     * @param source the lab file, a stack file that it names, or the option that overrides a value
     * @param line the first is 1; 0 if the file as a whole or an option is meant
     * @param column the first is 1, in characters
     */
    record Place(String source, int line, int column, String message, String advice) {}

    static ValidationReport of(String file, ReadResult result) {
        if (result instanceof ReadResult.Invalid invalid) {
            List<Place> places =
                    invalid.problems().stream().map(ValidationReport::place).toList();
            return new ValidationReport(file, false, null, null, null, places);
        }
        LabFile lab = ((ReadResult.Valid) result).labFile();
        return new ValidationReport(
                file, true, lab.managerCount(), lab.workerCount(), lab.images().size(), List.of());
    }

    private static Place place(Problem problem) {
        return new Place(problem.file(), problem.line(), problem.column(), problem.message(), problem.advice());
    }
}
