package dev.swarmlab.plan;

import dev.swarmlab.labfile.Student;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers the students of a class, and names their labs. */
public final class Roster {

    private Roster() {}

    /**
     * The name of a student's lab, as in {@code quickstart-ann-smith}: the class, and the student's name in lower case
     * without accents, with hyphens for other characters.
     */
    public static String labName(Student student) {
        return student.className() + "-" + label(student.name());
    }

    /** The name of a student as a part of a lab's name; empty if it has no letter or digit of ASCII. */
    public static String label(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    /**
     * The students with their numbers. A student whose lab exists keeps its number and ports. The others get their place in the
     * list, or, where another student has this number, the next free number.
     *
     * @param wanted the students with their places in the list as numbers
     * @param existing the students of the class whose labs exist
     */
    public static List<Student> numbered(List<Student> wanted, Collection<Student> existing) {
        Map<String, Student> byLab =
                existing.stream().collect(Collectors.toMap(Roster::labName, student -> student, (one, other) -> one));
        Set<Integer> taken = existing.stream().map(Student::index).collect(Collectors.toCollection(HashSet::new));
        List<Student> numbered = new ArrayList<>();
        for (Student student : wanted) {
            Optional<Student> known = Optional.ofNullable(byLab.get(labName(student)));
            int index = known.map(Student::index).orElseGet(() -> free(student.index(), taken));
            taken.add(index);
            Map<Integer, Integer> ports = known.map(Student::hostPorts).orElse(Map.of());
            numbered.add(new Student(student.className(), student.name(), index, student.email(), ports));
        }
        return List.copyOf(numbered);
    }

    private static int free(int place, Set<Integer> taken) {
        int index = place;
        while (taken.contains(index)) {
            index++;
        }
        return index;
    }
}
