package dev.swarmlab.labfile;

import dev.swarmlab.process.ShellWord;
import java.util.List;
import java.util.Map;
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
 * @param bind the address on which the managers are published for other computers. Null when none was given: then an
 *     existing lab keeps its address. A loopback address removes it
 * @param student the student of the lab; null for a lab that belongs to no class
 * @param ports the ports of the host that a lab without a student publishes instead of those in the lab file
 */
public record Overrides(
        @Nullable String name,
        List<String> settings,
        @Nullable BindAddress bind,
        @Nullable Student student,
        Map<Integer, Integer> ports) {

    /** Overrides nothing. */
    public static final Overrides NONE = new Overrides(null, List.of());

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    public Overrides {
        settings = List.copyOf(settings);
        ports = Map.copyOf(ports);
    }

    /** Overrides without an address, of a lab that belongs to no class. */
    public Overrides(@Nullable String name, List<String> settings) {
        this(name, settings, null, null, Map.of());
    }

    /** The same overrides with another address. */
    public Overrides boundTo(@Nullable BindAddress address) {
        return new Overrides(name, settings, address, student, ports);
    }

    /** The same overrides with other settings. */
    public Overrides with(List<String> otherSettings) {
        return new Overrides(name, otherSettings, bind, student, ports);
    }

    /** The same settings for the lab of a student. */
    public Overrides of(Student otherStudent, String lab) {
        return new Overrides(lab, settings, bind, otherStudent, Map.of());
    }

    /** The same overrides with other ports of the host. */
    public Overrides publishedAt(Map<Integer, Integer> otherPorts) {
        return new Overrides(name, settings, bind, student, otherPorts);
    }

    /** The ports of the host that the lab publishes instead of those in the lab file. */
    public Map<Integer, Integer> hostPorts() {
        return student == null ? ports : student.hostPorts();
    }

    /** The options of the command line for a POSIX shell, as in {@code --name ann --set workers=2}; may be empty. */
    public String options() {
        return Stream.of(
                        Stream.ofNullable(name).map(value -> "--name " + word(value)),
                        settings.stream().map(setting -> "--set " + word(setting)),
                        Stream.ofNullable(bind).map(address -> "--bind " + address))
                .flatMap(options -> options)
                .collect(Collectors.joining(" "));
    }

    private static String word(String text) {
        return PLAIN_WORD.matcher(text).matches() ? text : ShellWord.of(text);
    }
}
