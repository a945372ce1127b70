package dev.swarmlab.labfile.reader;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.HostPorts;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.StackVariable;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Problem;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.UnreadableYaml;
import dev.swarmlab.yaml.YamlComposer;
import dev.swarmlab.yaml.YamlFile;
import dev.swarmlab.yaml.YamlNode;
import dev.swarmlab.yaml.YamlText;
import dev.swarmlab.yaml.YamlTreeBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads lab files, and reports all problems of a file at once. */
public final class LabFileReader {

    private static final Map<String, String> ADVICE_FOR_STACK_VARIABLES = Arrays.stream(StackVariable.values())
            .filter(variable -> !variable.isForLabFiles())
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableMap(
                    name -> name, name -> "swarmlab sets it only in stack files, and for commands as $$" + name));

    /** The value of {@link StackVariable#LAB} while the name is not known. A valid name does not contain it. */
    private static final String UNKNOWN_NAME = "\0";

    /** Keys of lab files that stack files do not have. */
    private static final Set<String> KEYS_OF_LAB_FILES =
            Set.of("node", "managers", "workers", "registry", "images", "stacks", "checks", "scenarios");

    private final Map<String, String> environment;
    private final Path workingFolder;

    /**
     * @param environment the values of {@code ${VARIABLE}}
     * @param workingFolder the folder at which names of lab files start, and also paths in standard input
     */
    public LabFileReader(Map<String, String> environment, Path workingFolder) {
        this.environment = Map.copyOf(environment);
        this.workingFolder = workingFolder.toAbsolutePath().normalize();
    }

    /** Reads a lab file. A file that can't be read is a problem in the result. */
    public ReadResult read(LabFileSource source) {
        return read(source, Overrides.NONE);
    }

    /** Reads a lab file, with some values overridden. */
    public ReadResult read(LabFileSource source, Overrides overrides) {
        String text = "";
        Path folder = workingFolder;
        try {
            if (source instanceof LabFileSource.File file) {
                Path path = YamlFile.path(file.name(), workingFolder);
                text = YamlFile.read(path);
                folder = parent(path);
            } else if (source instanceof LabFileSource.StandardInput input) {
                text = YamlText.read(input.in());
            }
            if (source instanceof LabFileSource.Kept kept) {
                text = kept.text();
                folder = parent(YamlFile.path(kept.name(), workingFolder));
            }
            return read(source, text, folder, overrides);
        } catch (UnreadableYaml unreadable) {
            return unreadable(source, text, overrides, unreadable);
        } catch (IOException exception) {
            return unreadable(source, text, overrides, YamlFile.unreadable(folder, exception));
        }
    }

    /**
     * Reads a lab file.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} with all problems if the file is not valid
     */
    public ReadResult.Valid readOrFail(LabFileSource source) {
        return readOrFail(source, Overrides.NONE);
    }

    /** As {@link #readOrFail(LabFileSource)}, with some values overridden. */
    public ReadResult.Valid readOrFail(LabFileSource source, Overrides overrides) {
        ReadResult reading = read(source, overrides);
        if (reading instanceof ReadResult.Valid valid) {
            return valid;
        }
        List<Problem> problems = ((ReadResult.Invalid) reading).problems();
        String options = overrides.equals(Overrides.NONE) ? "" : " with " + Messages.shorten(overrides.options());
        throw Problem.failure(source.name() + options + " is not a valid lab file", problems);
    }

    private ReadResult read(LabFileSource source, String text, Path folder, Overrides overrides) {
        Student student = overrides.student();
        Optional<YamlNode.Scalar> name =
                name(tree(text, overrides, context(source, text, folder, UNKNOWN_NAME, student)));
        // Without a usable name, LAB is an example, so that its uses are not problems too.
        String lab = name.map(YamlNode.Scalar::text)
                .filter(value -> !value.contains(UNKNOWN_NAME))
                .orElse(StackVariable.LAB.example());
        ParseContext context = context(source, text, folder, lab, student);
        name.filter(scalar -> scalar.text().contains(UNKNOWN_NAME))
                .ifPresent(scalar -> context.problem(
                        scalar.position(),
                        "`${LAB}` is the value of `name`, so `name` can't contain it",
                        "write the value of `name` without ${LAB}"));
        YamlNode root = tree(text, overrides, context);
        Optional<YamlNode.Entry> services = servicesOfStackFile(root);
        if (services.isPresent()) {
            context.problem(
                    services.get().position(),
                    "this is a stack file, not a lab file: it has `services`",
                    "deploy it to a lab with: swarmlab stack deploy NAME FILE; or name it under a lab's `stacks`");
            return new ReadResult.Invalid(context.problems());
        }
        @Nullable LabFile labFile = new ConfigValue("the lab file", root, context).as(LabFields.schema());
        return labFile != null && context.hasNoProblems()
                ? new ReadResult.Valid(HostPorts.replace(labFile, overrides.hostPorts()), text)
                : new ReadResult.Invalid(context.problems());
    }

    /** @param lab the value of {@link StackVariable#LAB} */
    private ParseContext context(
            LabFileSource source, String text, Path folder, String lab, @Nullable Student student) {
        Map<String, String> variables = new HashMap<>(environment);
        StackVariable.of(student).forEach((variable, value) -> variables.put(variable.name(), value));
        variables.put(StackVariable.LAB.name(), lab);
        return new ParseContext(source.name(), text, folder, variables, source instanceof LabFileSource.Kept);
    }

    private static YamlNode tree(String text, Overrides overrides, ParseContext context) {
        return new YamlTreeBuilder(context, ADVICE_FOR_STACK_VARIABLES)
                .build(OverridesReader.read(overrides, context)
                        .applyTo(YamlComposer.compose(text, "begin with the lab's name: `name: my-lab`"), context));
    }

    private static Optional<YamlNode.Scalar> name(YamlNode root) {
        return root instanceof YamlNode.Mapping mapping
                ? mapping.entry(LabFields.NAME_KEY)
                        .map(YamlNode.Entry::value)
                        .filter(YamlNode.Scalar.class::isInstance)
                        .map(YamlNode.Scalar.class::cast)
                        .filter(scalar -> scalar.kind() != ScalarKind.NULL)
                : Optional.empty();
    }

    /** The services of a stack file in the Compose format; empty for any other file. */
    private static Optional<YamlNode.Entry> servicesOfStackFile(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping mapping)
                || mapping.entries().stream().anyMatch(entry -> KEYS_OF_LAB_FILES.contains(entry.key()))) {
            return Optional.empty();
        }
        return mapping.entry("services")
                .filter(services -> services.value() instanceof YamlNode.Mapping named
                        && !named.entries().isEmpty());
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file : parent;
    }

    private ReadResult unreadable(LabFileSource source, String text, Overrides overrides, UnreadableYaml unreadable) {
        ParseContext context = new ParseContext(source.name(), text, workingFolder, environment);
        OverridesReader.read(overrides, context);
        context.problem(unreadable.position(), unreadable.text(), unreadable.advice());
        return new ReadResult.Invalid(context.problems());
    }
}
