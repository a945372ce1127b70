package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.process.Caller;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the labs that a command is about. */
final class LabSelection {

    private LabSelection() {}

    /**
     * The labs that the user named.
     *
     * @param names of labs, classes, lab files, or patterns with {@code *} and {@code ?}
     * @param all whether every lab is wanted
     * @param onlyClass whether the names are classes
     */
    record Wanted(List<String> names, boolean all, boolean onlyClass) {

        /** Whether a lab is among them, which may have been created later. */
        boolean includes(LabResources lab) {
            return all
                    || names.stream().anyMatch(name -> !named(List.of(lab), name, onlyClass)
                            .isEmpty());
        }
    }

    /**
     * Labs that were found, without those that are classes.
     *
     * @param isGroup whether several labs could have been found, so that results are shown for each
     */
    record Group(List<LabResources> labs, boolean isGroup) {

        /** The only lab, unless this is a group. */
        LabResources single() {
            return labs.get(0);
        }
    }

    /** The labs that the user named; without a name the only one. */
    static Group group(Engine engine, Parallel parallel, Wanted wanted, String command) {
        return group(LabResources.allIn(EngineSnapshot.of(engine, parallel)), wanted, command);
    }

    static Group group(List<LabResources> labs, Wanted wanted, String command) {
        List<LabResources> real = labs.stream().filter(lab -> !lab.isClass()).toList();
        if (wanted.all()) {
            if (real.isEmpty()) {
                only(real, command);
            }
            return new Group(real, true);
        }
        if (wanted.names().isEmpty()) {
            return new Group(List.of(only(real, command)), false);
        }
        if (wanted.names().size() == 1
                && !wanted.onlyClass()
                && isLab(real, wanted.names().get(0))) {
            return new Group(List.of(of(real, wanted.names().get(0), command)), false);
        }
        Set<LabResources> found = new LinkedHashSet<>();
        for (String name : wanted.names()) {
            List<LabResources> named = named(real, name, wanted.onlyClass());
            if (named.isEmpty()) {
                throw wanted.onlyClass() ? noClass(labs, name) : none(labs, name);
            }
            found.addAll(named);
        }
        boolean isOneLab = wanted.names().size() == 1 && found.size() == 1 && !isPatternOrClass(real, wanted);
        return new Group(List.copyOf(found), !isOneLab);
    }

    private static boolean isLab(List<LabResources> labs, String name) {
        return labs.stream().anyMatch(lab -> lab.name().equals(name));
    }

    private static boolean isPatternOrClass(List<LabResources> labs, Wanted wanted) {
        String name = wanted.names().get(0);
        return wanted.onlyClass() || !(isLab(labs, name) || isFile(name));
    }

    /** The lab or the class of that name with its labs, else those of the file or those that match the pattern. */
    static List<LabResources> named(List<LabResources> labs, String name, boolean onlyClass) {
        List<LabResources> ofClass =
                labs.stream().filter(lab -> isOfClass(lab, name)).toList();
        if (onlyClass) {
            return ofClass;
        }
        List<LabResources> exact =
                labs.stream().filter(lab -> lab.name().equals(name)).toList();
        if (!exact.isEmpty() || !ofClass.isEmpty()) {
            return Stream.concat(exact.stream(), ofClass.stream()).toList();
        }
        if (isFile(name)) {
            return createdFrom(labs, name);
        }
        Pattern pattern = pattern(name);
        return labs.stream()
                .filter(lab -> pattern.matcher(lab.name()).matches())
                .toList();
    }

    /** Whether a text is the name of this lab, or its lab file. */
    static boolean isNamed(LabResources lab, String text) {
        return lab.name().equals(text)
                || (isFile(text) && !createdFrom(List.of(lab), text).isEmpty());
    }

    /** Names of labs have neither a dot nor a slash. */
    private static boolean isFile(String name) {
        return name.contains(".") || name.contains("/") || name.contains(File.separator);
    }

    /** The labs that this user has created from a file on this host. */
    private static List<LabResources> createdFrom(List<LabResources> labs, String file) {
        String owner = Caller.ofThisProcess().name();
        try {
            String path = Origin.pathOf(Path.of(file));
            return labs.stream()
                    .filter(lab -> lab.origin()
                            .filter(origin ->
                                    origin.file().equals(path) && origin.owner().equals(owner))
                            .isPresent())
                    .toList();
        } catch (InvalidPathException noFile) {
            return List.of();
        }
    }

    static boolean isOfClass(LabResources lab, String className) {
        return lab.student().map(Student::className).filter(className::equals).isPresent();
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    private static Failure noClass(List<LabResources> labs, String name) {
        String classes = labs.stream()
                .flatMap(lab -> lab.student().stream())
                .map(Student::className)
                .distinct()
                .collect(Collectors.joining(", "));
        return Failure.of(FailureKind.FAILED, "there is no class named " + name)
                .because(classes.isEmpty() ? "no lab belongs to a class" : "there are " + classes)
                .advise("List the labs with: swarmlab ls");
    }

    /**
     * The lab of that name on an engine; without a name the only one.
     *
     * @param command the command that names a lab, without the name, for the advice to name one
     */
    static LabResources of(Engine engine, Parallel parallel, @Nullable String name, String command) {
        return of(LabResources.allIn(EngineSnapshot.of(engine, parallel)), name, command);
    }

    /** The same among the labs of an engine. */
    static LabResources of(List<LabResources> labs, @Nullable String name, String command) {
        if (name == null) {
            return only(labs, command);
        }
        LabResources found = labs.stream()
                .filter(lab -> lab.name().equals(name))
                .findFirst()
                .or(() -> onlyOneFrom(labs, name))
                .orElseThrow(() -> none(labs, name));
        if (found.isClass()) {
            List<LabResources> members =
                    labs.stream().filter(lab -> isOfClass(lab, name)).toList();
            throw Failure.of(FailureKind.WRONG_INPUT, name + " is a class, not a lab")
                    .because(members.isEmpty() ? "it has no labs" : "its labs are " + names(members))
                    .advise("Name one of its labs.");
        }
        return found;
    }

    private static Optional<LabResources> onlyOneFrom(List<LabResources> labs, String name) {
        List<LabResources> ofFile = isFile(name) ? createdFrom(labs, name) : List.of();
        if (ofFile.size() > 1) {
            throw Failure.of(FailureKind.WRONG_INPUT, "several labs were created from " + name + ": " + names(ofFile))
                    .advise("Name one of the labs.");
        }
        return ofFile.stream().findFirst();
    }

    /** What is missing when {@link #named} finds nothing. */
    static String missing(String name) {
        return isFile(name) ? "you have created no lab here from " + name : "there is no lab named " + name;
    }

    private static Failure none(List<LabResources> labs, String name) {
        return Failure.of(FailureKind.FAILED, missing(name))
                .because(labs.isEmpty() ? "the engine has no lab" : "there are " + names(labs))
                .advise("List the labs with: swarmlab ls");
    }

    /** @param command the command that names a lab, without the name, for the advice to name one */
    static LabResources only(List<LabResources> all, String command) {
        List<LabResources> labs = all.stream().filter(lab -> !lab.isClass()).toList();
        if (labs.isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "there is no lab")
                    .advise("Create one with: swarmlab up labs/quickstart.yml");
        }
        if (labs.size() > 1) {
            throw Failure.of(FailureKind.WRONG_INPUT, "there are several labs: " + names(labs))
                    .advise("Say which: " + command + " " + labs.get(0).name());
        }
        return labs.get(0);
    }

    private static String names(List<LabResources> labs) {
        return labs.stream().map(LabResources::name).collect(Collectors.joining(", "));
    }
}
