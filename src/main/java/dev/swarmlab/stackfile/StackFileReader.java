package dev.swarmlab.stackfile;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.labfile.StackVariable;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Problem;
import dev.swarmlab.yaml.UnreadableYaml;
import dev.swarmlab.yaml.YamlComposer;
import dev.swarmlab.yaml.YamlFile;
import dev.swarmlab.yaml.YamlTreeBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads stack files and reports their problems with positions, before anything is created. */
public final class StackFileReader {

    /** It also finds escaped variables and those in comments. Passing these to docker does no harm. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

    private final Map<String, String> environment;
    private final Predicate<StackVariable> isKnown;

    /** @param environment the values of {@code ${VARIABLE}}; {@link StackVariable}s override them */
    public StackFileReader(Map<String, String> environment) {
        this(environment, variable -> false);
    }

    private StackFileReader(Map<String, String> environment, Predicate<StackVariable> isKnown) {
        this.environment = Map.copyOf(environment);
        this.isKnown = isKnown;
    }

    /**
     * Reads the stack files of a lab file.
     *
     * @param environment contains the values of the {@link StackVariable}s that lab files can use
     */
    public static StackFileReader inLabFile(Map<String, String> environment) {
        return new StackFileReader(environment, StackVariable::isForLabFiles);
    }

    /**
     * Reads a stack file.
     *
     * @param name the name of the file in messages
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} with all problems if the file is not valid
     */
    public StackFile readOrFail(Path file, String name) {
        ParseContext context = new ParseContext(name, "", file, environment);
        StackFile stack = read(file, name, context);
        if (stack != null && context.hasNoProblems()) {
            return stack;
        }
        throw Problem.failure(name + " is not a valid stack file", context.problems());
    }

    /**
     * Reads a stack file that must be valid.
     *
     * @param name the file's name, relative to the working folder
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} that tells every problem
     */
    public StackFile readOrFail(String name) {
        try {
            return readOrFail(YamlFile.path(name, Path.of("")), name);
        } catch (UnreadableYaml unreadable) {
            throw Failure.of(FailureKind.WRONG_INPUT, name + ": " + unreadable.text())
                    .advise(unreadable.advice());
        }
    }

    /**
     * Reads a stack file that a lab file names.
     *
     * @param name the name of the file in messages
     * @param labFile the context of the lab file, which gets the problems of the stack file
     * @return null after problems were reported
     */
    @Nullable
    public StackFile read(Path file, String name, ParseContext labFile) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path folder = parent == null ? absolute : parent;
        String text = "";
        try {
            text = YamlFile.read(absolute);
            ParseContext context = new ParseContext(name, text, folder, environmentWithExamples());
            StackFileParser.Content content = new ConfigValue(
                            "the stack file",
                            new YamlTreeBuilder(context)
                                    .build(YamlComposer.compose(text, "write " + StackFileParser.EXAMPLE)),
                            context)
                    .as(new StackFileParser());
            labFile.addProblems(context.problems());
            return content == null || !context.hasNoProblems()
                    ? null
                    : new StackFile(
                            absolute, text, content.referencedFiles(), variables(text), content.externalNetworks());
        } catch (UnreadableYaml unreadable) {
            ParseContext context = new ParseContext(name, text, folder, environment);
            context.problem(unreadable.position(), unreadable.text(), unreadable.advice());
            labFile.addProblems(context.problems());
            return null;
        }
    }

    /** The environment with example values of {@link StackVariable}s, since the values of the lab are not known yet. */
    private Map<String, String> environmentWithExamples() {
        Map<String, String> all = new HashMap<>(environment);
        for (StackVariable variable : StackVariable.values()) {
            if (!isKnown.test(variable)) {
                all.put(variable.name(), variable.example());
            }
        }
        return all;
    }

    /** The user's variables in the text, with their values. */
    private Map<String, String> variables(String text) {
        Map<String, String> mentioned = new TreeMap<>();
        Matcher reference = VARIABLE.matcher(text);
        while (reference.find()) {
            String value = environment.get(reference.group(1));
            if (value != null && !StackVariable.isName(reference.group(1))) {
                mentioned.put(reference.group(1), value);
            }
        }
        return mentioned;
    }
}
