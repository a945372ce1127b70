package dev.swarmlab.labfile.reader;

import java.io.InputStream;

/** Where a descriptor is read from. */
public sealed interface LabFileSource {

    /** What messages call it. */
    String name();

    /** A file, as the user named it; paths inside are relative to its folder. */
    record File(String name) implements LabFileSource {}

    /** Standard input; paths inside are relative to the working folder. */
    record StandardInput(InputStream in) implements LabFileSource {

        @Override
        public String name() {
            return "standard input";
        }
    }

    /**
     * A descriptor's text as it was kept with its lab. The files that it names may be on another machine, so that they
     * are missing is no mistake.
     *
     * @param name the file that it once stood in
     */
    record Kept(String name, String text) implements LabFileSource {}

    /** What a command's argument means: {@code -} is standard input. */
    static LabFileSource of(String argument, InputStream standardInput) {
        return argument.equals("-") ? new StandardInput(standardInput) : new File(argument);
    }
}
