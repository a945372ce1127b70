package dev.swarmlab.labfile;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variable that swarmlab sets for stack files and for the commands of checks and scenarios, so that the same files
 * work in every lab and on every kernel. It overrides a variable of the user with the same name. Lab files can use
 * those that {@link #isForLabFiles}.
 */
public enum StackVariable {
    /** The address of the lab's registry for the nodes, as in {@code registry:5000}. */
    REGISTRY("registry:5000"),
    /** {@code vip} if the kernel has ip_vs, else {@code dnsrr}. */
    ENDPOINT_MODE("vip"),
    /** {@code ingress} if the kernel has ip_vs, else {@code host}. */
    PUBLISH_MODE("ingress"),
    /** The name of the lab. */
    LAB("lab"),
    /** The name of the student; {@code student} in a lab that belongs to no class. */
    STUDENT("student"),
    /** The student's number in the class, from 1; 1 in a lab that belongs to no class. */
    INDEX("1");

    private final String example;

    StackVariable(String example) {
        this.example = example;
    }

    /** Whether lab files can use it, since its value is known before the lab exists. */
    public boolean isForLabFiles() {
        return this == LAB || this == STUDENT || this == INDEX;
    }

    /** The variables about the student of a lab. */
    public static Map<StackVariable, String> of(@Nullable Student student) {
        Map<StackVariable, String> values = new EnumMap<>(StackVariable.class);
        values.put(STUDENT, student == null ? STUDENT.example : student.name());
        values.put(INDEX, student == null ? INDEX.example : String.valueOf(student.index()));
        return values;
    }

    /** A value that it can have in a lab, for checking stack files without a lab. */
    public String example() {
        return example;
    }

    /** Whether one of these variables has that name. */
    public static boolean isName(String name) {
        return Arrays.stream(values()).anyMatch(variable -> variable.name().equals(name));
    }
}
