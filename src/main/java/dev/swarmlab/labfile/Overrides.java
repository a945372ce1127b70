package dev.swarmlab.labfile;

import dev.swarmlab.process.ShellWord;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values of the command line that override values of a lab file.
 *
 * @param name the name of the lab; null for the name in the lab file
 * @param settings each as {@code KEY=VALUE}, in the order in which they apply: {@code KEY} is a path of keys separated
 *     by dots, {@code VALUE} is YAML with variables not replaced, since their values may be secrets
 * @param student the student of the lab; null for a lab that belongs to no class
 */
public record Overrides(
        @Nullable String name,
        List<String> settings,
        @Nullable Student student) {

    /** Overrides nothing. */
    public static final Overrides NONE = new Overrides(null, List.of());

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    public Overrides {
        settings = List.copyOf(settings);
    }

    /** The overrides of a lab that belongs to no class. */
    public Overrides(@Nullable String name, List<String> settings) {
        this(name, settings, null);
    }

    /** The same settings for the lab of a student. */
    public Overrides of(Student otherStudent, String lab) {
        return new Overrides(lab, settings, otherStudent);
    }

    /** The options of the command line for a POSIX shell, as in {@code --name ann --set workers=2}; may be empty. */
    public String options() {
        return Stream.concat(
                        Stream.ofNullable(name).map(value -> "--name " + word(value)),
                        settings.stream().map(setting -> "--set " + word(setting)))
                .collect(Collectors.joining(" "));
    }

    private static String word(String text) {
        return PLAIN_WORD.matcher(text).matches() ? text : ShellWord.of(text);
    }
}
