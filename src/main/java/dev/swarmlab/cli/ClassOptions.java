package dev.swarmlab.cli;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code up} for a class: one lab for each student. */
final class ClassOptions {

    private static final int MOST_LABS = 200;

    @Option(
            names = "--count",
            paramLabel = "NUMBER",
            description = "Create a class of so many labs, as in quickstart-01 to quickstart-12.")
    private @Nullable Integer count;

    @Option(
            names = "--students",
            paramLabel = "FILE",
            description = "Create a class with a lab for each line of a file: a name, or name,email.")
    private @Nullable Path students;

    @Option(
            names = "--student",
            paramLabel = "NAME",
            description = "Create the lab of this student of a class, as in quickstart-ann. Repeatable.")
    private List<String> names = List.of();

    @Option(
            names = "--port-step",
            paramLabel = "NUMBER",
            description = "Add this to each published port for each further lab of a class. Default: free ports")
    private @Nullable Integer portStep;

    @Option(
            names = "--jobs",
            paramLabel = "NUMBER",
            description = "Create so many labs of a class at the same time. Default: one for each processor")
    private @Nullable Integer jobs;

    @Option(
            names = "--force",
            fallbackValue = "true",
            description = "Create a class even if the estimate is that its labs do not fit on the host.")
    private boolean force;

    /** Whether the command is about a class. */
    boolean isClass() {
        if (count == null && students == null && names.isEmpty()) {
            only("--port-step", portStep != null);
            only("--jobs", jobs != null);
            only("--force", force);
            return false;
        }
        return true;
    }

    private static void only(String option, boolean given) {
        if (given) {
            throw Failure.of(FailureKind.WRONG_INPUT, option + " is for classes only")
                    .advise("Say which labs the class has, as in: swarmlab up labs/quickstart.yml --count 12");
        }
    }

    /**
     * The students, without duplicates.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} with all problems of the options and the file
     */
    List<StudentList.Line> lines() {
        List<StudentList.Line> lines = new ArrayList<>();
        if (count != null) {
            positive("--count", count);
            if (count > MOST_LABS) {
                throw Failure.of(FailureKind.WRONG_INPUT, "--count is at most " + MOST_LABS);
            }
            IntStream.rangeClosed(1, count)
                    .mapToObj(number -> new StudentList.Line("%02d".formatted(number), null, "--count"))
                    .forEach(lines::add);
        }
        if (students != null) {
            lines.addAll(StudentList.read(students));
        }
        names.forEach(name -> lines.add(new StudentList.Line(name, null, "--student " + name)));
        StudentList.validate(lines);
        return lines;
    }

    /** Null to choose free ports. */
    @Nullable
    Integer portStep() {
        if (portStep != null) {
            positive("--port-step", portStep);
        }
        return portStep;
    }

    int jobs(int processors) {
        if (jobs != null) {
            positive("--jobs", jobs);
            return jobs;
        }
        return Math.max(1, processors);
    }

    boolean force() {
        return force;
    }

    private static void positive(String option, int value) {
        if (value < 1) {
            throw Failure.of(FailureKind.WRONG_INPUT, option + " is " + value + ", and must be at least 1");
        }
    }
}
