package dev.swarmlab.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One descriptor while it is read: its text, what its words refer to, and what was found wrong so far. */
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

    public ParseContext(
            String file, String text, Path folder, Map<String, String> environment, boolean filesMayBeMissing) {
        this.file = file;
        this.lines = text.split("\\R", -1);
        this.folder = folder;
        this.environment = environment;
        this.filesMayBeMissing = filesMayBeMissing;
    }

    public void problem(Position position, String message, String advice) {
        problems.add(new Problem(file, position.line(), position.column(), message, advice, line(position)));
    }

    private @Nullable String line(Position position) {
        return position.line() < 1 || position.line() > lines.length ? null : lines[position.line() - 1];
    }

    /** Records something that only one entry of the file may have; a conflict with an earlier entry is a problem. */
    public void requireUnique(UniqueConstraint constraint, Position position) {
        for (Map.Entry<UniqueConstraint, Position> earlier : constraints.entrySet()) {
            if (constraint.conflictsWith(earlier.getKey())) {
                problem(
                        position,
                        constraint.subject() + " is taken by line "
                                + earlier.getValue().line(),
                        constraint.advice());
                return;
            }
        }
        constraints.put(constraint, position);
    }

    /** Records a reference; whether its target exists is known only after the whole file was read. */
    public void refer(Enum<?> kind, String name, Position position) {
        references.add(new Reference(kind, name, position));
    }

    /** The references of one kind, in the order in which they were read. */
    public List<Reference> references(Enum<?> kind) {
        return references.stream()
                .filter(reference -> reference.kind().equals(kind))
                .toList();
    }

    /** Takes over what is wrong with another file that this one names. */
    public void adopt(List<Problem> others) {
        problems.addAll(others);
    }

    /** The file as the user named it. */
    public String file() {
        return file;
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** The folder that relative paths start from. */
    public Path folder() {
        return folder;
    }

    /** Whether the files that are named may be on another machine. */
    public boolean filesMayBeMissing() {
        return filesMayBeMissing;
    }

    public boolean isClean() {
        return problems.isEmpty();
    }

    /** By their place in the file; what is wrong with other files comes last, and once though it be named twice. */
    public List<Problem> problems() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing((Problem problem) -> problem.file().equals(file) ? "" : problem.file())
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }
}
