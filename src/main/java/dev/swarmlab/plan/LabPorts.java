package dev.swarmlab.plan;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.Student;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the host ports at which labs from one file publish the ports of this file. A lab gets the same ports
 * each time, as long as they are free.
 */
public final class LabPorts {

    /** Below the ports of the nodes' daemons, see {@link PortChooser}. */
    private static final int FIRST = 10_000;

    private static final int COUNT = 10_000;
    private static final int LAST_PORT = 65_535;

    private final Set<Integer> taken;
    private final @Nullable Integer step;

    /**
     * @param taken ports that are in use, except by the labs of the class
     * @param step the difference between the ports of one student and the next; null to choose free ports
     */
    public LabPorts(Set<Integer> taken, @Nullable Integer step) {
        this.taken = new HashSet<>(taken);
        this.step = step;
    }

    /** Keeps the ports of a student's lab that exists from being chosen for another one. */
    public void keep(Student student) {
        taken.addAll(student.hostPorts().values());
    }

    /**
     * The student with a port for each port of the lab file. Ports that the student has stay.
     *
     * @throws Failure when no port is free, or the step leads beyond the last port
     */
    public Student assign(Student student, LabFile labFile) {
        Map<Integer, Integer> ports = new TreeMap<>();
        for (PublishedPort port : labFile.ports()) {
            Integer known = student.hostPorts().get(port.hostPort());
            ports.put(port.hostPort(), step == null && known != null ? known : chosen(student, port.hostPort()));
        }
        return student.withHostPorts(ports);
    }

    /**
     * A free port for each port of the file of a lab that belongs to no class.
     *
     * @throws Failure when no port is free
     */
    public Map<Integer, Integer> of(String lab, LabFile labFile) {
        Map<Integer, Integer> ports = new TreeMap<>();
        for (PublishedPort port : labFile.ports()) {
            ports.computeIfAbsent(port.hostPort(), number -> free(lab + ":" + number));
        }
        return ports;
    }

    private int chosen(Student student, int port) {
        return step == null ? free(Roster.labName(student) + ":" + port) : stepped(student, port, step);
    }

    private static int stepped(Student student, int port, int step) {
        long stepped = port + (student.index() - 1L) * step;
        if (stepped > LAST_PORT) {
            throw Failure.of(
                            FailureKind.WRONG_INPUT,
                            "the port " + stepped + " of " + Roster.labName(student) + " does not exist")
                    .because("it is " + port + " of the lab file and " + (student.index() - 1) + " times " + step)
                    .advise("Use a smaller --port-step, or none, so that free ports are chosen.");
        }
        return (int) stepped;
    }

    private int free(String key) {
        int start = Math.floorMod(key.hashCode(), COUNT);
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + (start + tried) % COUNT;
            if (taken.add(port)) {
                return port;
            }
        }
        throw Failure.of(FailureKind.FAILED, "no free port on the host")
                .because("all from " + FIRST + " to " + (FIRST + COUNT - 1) + " are in use");
    }
}
