package dev.swarmlab.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of reading one file: its text, its folder, the variables, and the problems found so far. Not thread-safe.
 */
public final class ParseContext {

    private final String file;
    private final String[] lines;
    private final Path folder;
    private final Map<String, String> environment;
    private final boolean filesMayBeMissing;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<UniqueConstraint, Position> constraints = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();

    public ParseContext(String file, String text, Path folder, Map<String, String> environment) {
        this(file, text, folder, environment, false);
    }

    /**
     * @param file the file as the user named it
     * @param text the text of the file, for the lines that problems show
     * @param folder the folder at which relative paths start
     * @param environment the values of variables by their names
     * @param filesMayBeMissing whether the files that this file names may be on another machine
     */
    public ParseContext(
            String file, String text, Path folder, Map<String, String> environment, boolean filesMayBeMissing) {
        this.file = file;
        this.lines = text.split("\\R", -1);
        this.folder = folder;
        this.environment = environment;
        this.filesMayBeMissing = filesMayBeMissing;
    }

    /** Reports a problem. */
    public void problem(Position position, String message, String advice) {
        String source = position.source();
        String place = source == null ? file : Messages.shorten(source);
        problems.add(new Problem(place, position.line(), position.column(), message, advice, line(position)));
    }

    private @Nullable String line(Position position) {
        return position.line() < 1 || position.line() > lines.length ? null : lines[position.line() - 1];
    }

    /** Records something that only one entry of the file may have. A conflict with an earlier entry is reported. */
    public void requireUnique(UniqueConstraint constraint, Position position) {
        for (Map.Entry<UniqueConstraint, Position> earlier : constraints.entrySet()) {
            if (constraint.conflictsWith(earlier.getKey())) {
                problem(
                        position,
                        constraint.subject() + " is already used "
                                + earlier.getValue().described(),
                        constraint.advice());
                return;
            }
        }
        constraints.put(constraint, position);
    }

    /** Records a reference. Its target can be checked when the whole file has been read. */
    public void addReference(Enum<?> kind, String name, Position position) {
        references.add(new Reference(kind, name, position));
    }

    /** The references of one kind, in the order in which they were read. */
    public List<Reference> references(Enum<?> kind) {
        return references.stream()
                .filter(reference -> reference.kind().equals(kind))
                .toList();
    }

    /** Adds the problems of another file that this file names. */
    public void addProblems(List<Problem> ofOtherFile) {
        problems.addAll(ofOtherFile);
    }

    /** The file as the user named it. */
    public String file() {
        return file;
    }

    /** The values of variables by their names. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The folder at which relative paths start. */
    public Path folder() {
        return folder;
    }

    /** Whether the files that this file names may be on another machine, so that they can't be checked. */
    public boolean filesMayBeMissing() {
        return filesMayBeMissing;
    }

    public boolean hasNoProblems() {
        return problems.isEmpty();
    }

    /** All problems by position, without duplicates. Those of other files and of overrides come last. */
    public List<Problem> problems() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing((Problem problem) -> problem.file().equals(file) ? "" : problem.file())
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }
}
