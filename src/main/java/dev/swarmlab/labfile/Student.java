package dev.swarmlab.labfile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The student of a lab that belongs to a class: a group of labs from one lab file.
 *
 * @param className the name of the class, which is the name in the lab file unless {@code --name} overrides it
 * @param name as the instructor wrote it, as in {@code Ann Smith}, or a number, as in {@code 01}
 * @param index the student's number in the class, from 1; it stays the same while the lab exists
 * @param email null if it is not known
 * @param hostPorts the ports of the host that the lab publishes instead of those in the lab file
 */
public record Student(
        String className, String name, int index, @Nullable String email, Map<Integer, Integer> hostPorts) {

    public Student {
        hostPorts = Map.copyOf(hostPorts);
    }

    /** The same student with other ports. */
    public Student withHostPorts(Map<Integer, Integer> ports) {
        return new Student(className, name, index, email, ports);
    }
}
