package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.yaml.Problem;
import java.util.List;

/** The result of reading a lab file. */
public sealed interface ReadResult {

    /**
     * The file is valid.
     *
     * @param text the text of the file, with variables not replaced
     */
    record Valid(LabFile labFile, String text) implements ReadResult {}

    /**
     * The file is not valid.
     *
     * @param problems all problems by position, at least one
     */
    record Invalid(List<Problem> problems) implements ReadResult {

        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
