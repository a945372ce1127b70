package dev.swarmlab.descriptor;

import java.util.List;

/** What reading a descriptor gave. */
public sealed interface Reading {

    /**
     * It can be used.
     *
     * @param text the file's own text, before any variable was put in
     */
    record Valid(LabDescriptor descriptor, String text) implements Reading {}

    /**
     * It can't be used.
     *
     * @param problems all of them, at least one, by their place in the file
     */
    record Invalid(List<Problem> problems) implements Reading {

        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
