package dev.swarmlab.provision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.swarmlab.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The state of a class after an {@code up}.
 *
 * @param name the name of the class
 * @param registry the host and port of its registry on the engine's host
 * @param labs in the order of the students
 */
public record ClassReport(String name, String registry, List<LabResult> labs) {

    public ClassReport {
        labs = List.copyOf(labs);
    }

    /** What became of a student's lab. */
    public enum State {
        PLANNED,
        READY,
        CHECKS_FAILED,
        FAILED;

        String word() {
            return this == CHECKS_FAILED ? "checks failed" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A student's lab.
     *
     * @param outcome its state
     * @param ports the ports of the host by those in the lab file
     * @param seconds how long the work for it took
     * @param error why it failed; empty when it did not
     */
    public record LabResult(
            String lab,
            String student,
            int index,
            @JsonIgnore State outcome,
            Map<Integer, Integer> ports,
            double seconds,
            String error) {

        public LabResult {
            ports = new TreeMap<>(ports);
        }

        /** {@code planned}, {@code ready}, {@code checks failed} or {@code failed}. */
        @JsonProperty
        public String state() {
            return outcome.word();
        }

        boolean hasFailed() {
            return outcome == State.FAILED || outcome == State.CHECKS_FAILED;
        }
    }

    public boolean hasFailed() {
        return labs.stream().anyMatch(LabResult::hasFailed);
    }

    /** Whether a lab could not be created. */
    public boolean isIncomplete() {
        return labs.stream().anyMatch(lab -> lab.outcome() == State.FAILED);
    }

    public String table() {
        Table table = new Table("LAB", "STUDENT", "STATE", "PORTS", "TIME");
        for (LabResult lab : labs) {
            String ports = lab.ports().entrySet().stream()
                    .map(port -> port.getValue() + " (" + port.getKey() + ")")
                    .collect(Collectors.joining(", "));
            table.row(
                    lab.lab(), lab.student(), lab.state(), ports, String.format(Locale.ROOT, "%.1f s", lab.seconds()));
        }
        StringBuilder text = new StringBuilder(table.text());
        labs.stream().filter(lab -> !lab.error().isEmpty()).forEach(lab -> text.append('\n')
                .append(lab.lab())
                .append(": ")
                .append(lab.error())
                .append('\n'));
        return text.append('\n').append(summary()).append('\n').toString();
    }

    /** As in {@code the class quickstart: 9 of 10 labs are ready}. */
    public String summary() {
        long ready = labs.stream().filter(lab -> lab.outcome() == State.READY).count();
        return "the class " + name + ": " + ready + " of " + labs.size() + (labs.size() == 1 ? " lab" : " labs")
                + (ready == 1 ? " is ready" : " are ready");
    }
}
