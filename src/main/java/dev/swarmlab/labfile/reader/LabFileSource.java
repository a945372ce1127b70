package dev.swarmlab.labfile.reader;

import java.io.InputStream;

/** The source of a lab file's text. */
public sealed interface LabFileSource {

    /** The name in messages. */
    String name();

    /** A file, as the user named it. Paths in it are relative to its folder. */
    record File(String name) implements LabFileSource {}

    /** Standard input. Paths in it are relative to the working folder. */
    record StandardInput(InputStream in) implements LabFileSource {

        @Override
        public String name() {
            return "standard input";
        }
    }

    /**
     * The text that the engine keeps with a lab. The files that it names may be on another machine, so a missing file
     * is not a problem.
     *
     * @param name the file from which the lab was created
     */
    record Kept(String name, String text) implements LabFileSource {}

    /** The source for a command's argument: {@code -} is standard input, anything else is a file. */
    static LabFileSource of(String argument, InputStream standardInput) {
        return argument.equals("-") ? new StandardInput(standardInput) : new File(argument);
    }
}
