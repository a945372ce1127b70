package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.yaml.Problem;
import java.util.List;

/** What reading a descriptor gave. */
public sealed interface ReadResult {

    /**
     * It can be used.
     *
     * @param text the file's own text, before any variable was put in
     */
    record Valid(LabFile labFile, String text) implements ReadResult {}

    /**
     * It can't be used.
     *
     * @param problems all of them, at least one, by their place in the file
     */
    record Invalid(List<Problem> problems) implements ReadResult {

        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
