package dev.swarmlab.labfile.reader;

import java.util.Map;
import java.util.stream.Stream;

/**
 * A lab file that the reader refuses with one problem.
 *
 * @param description names the case in test reports
 * @param position LINE:COLUMN of the problem
 * @param message a part of the message
 * @param advice a part of the advice
 */
public record InvalidLabFile(String description, String yaml, String position, String message, String advice) {

    /** The variables that the cases use. */
    public static final Map<String, String> ENVIRONMENT =
            Map.of("SIX", "6", "WORD", "word", "EMPTY", "", "LIST", "[1, 2]", "ESCAPE", "\u001B[31mred");

    /** All cases. */
    public static Stream<InvalidLabFile> all() {
        return Stream.of(
                        InvalidYaml.all(),
                        ofTheWrongForm(),
                        InvalidFields.ofTheWrongValue(),
                        InvalidChecks.ofTheWrongValue())
                .flatMap(cases -> cases);
    }

    /** The cases that the JSON Schema refuses too. */
    static Stream<InvalidLabFile> ofTheWrongForm() {
        return Stream.of(InvalidFields.names(), InvalidFields.ofTheWrongForm(), InvalidChecks.ofTheWrongForm())
                .flatMap(cases -> cases);
    }

    /**
     * A lab file with a valid name on its first line.
     *
     * @param yaml the lines after the name
     * @param position a column of the second line, or LINE:COLUMN
     */
    static InvalidLabFile afterName(String yaml, String position, String message, String advice) {
        String full = position.contains(":") ? position : "2:" + position;
        return new InvalidLabFile(yaml, "name: lab\n" + yaml + "\n", full, message, advice);
    }

    @Override
    public String toString() {
        return description;
    }
}
