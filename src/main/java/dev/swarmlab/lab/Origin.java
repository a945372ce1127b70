package dev.swarmlab.lab;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.StackVariable;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.process.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lab file of a lab and its overrides, as they are stored on the engine.
 *
 * @param file an absolute path without symbolic links; another text when the lab file was read from standard input
 * @param text the content of the lab file before variables were replaced, since their values may be secrets
 * @param owner the user and host of the {@code up}, as in {@code ann@laptop}; empty in labs of older versions
 * @param overrides the values of the command line that override those of the lab file; none in labs of older versions
 */
public record Origin(String file, String text, String owner, Overrides overrides) {

    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})=(\\d{1,5})");

    /** The origin of a lab without overrides. */
    public Origin(String file, String text, String owner) {
        this(file, text, owner, Overrides.NONE);
    }

    /** How {@code up} records a file: resolves symbolic links, so that it has the same name whichever link leads to it. */
    public static String pathOf(Path file) {
        try {
            return file.toRealPath().toString();
        } catch (IOException missing) {
            return file.toAbsolutePath().normalize().toString();
        }
    }

    /**
     * Reads the labels of a lab's file volume, or of the network of a lab of an older version; empty without a lab
     * file.
     */
    static Optional<Origin> of(Map<String, String> labels) {
        String text = labels.getOrDefault(Labels.LAB_FILE_TEXT, "");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Origin(
                        labels.getOrDefault(Labels.FILE, ""),
                        text,
                        labels.getOrDefault(Labels.OWNER, ""),
                        overrides(labels)));
    }

    private static Overrides overrides(Map<String, String> labels) {
        List<String> settings = new ArrayList<>();
        String setting = labels.get(Labels.SETTING + 1);
        while (setting != null) {
            settings.add(setting);
            setting = labels.get(Labels.SETTING + (settings.size() + 1));
        }
        BindAddress bind =
                BindAddress.parse(labels.getOrDefault(Labels.BIND, "")).orElse(null);
        Student student = student(labels);
        return new Overrides(
                labels.get(Labels.NAME), settings, bind, student, student == null ? hostPorts(labels) : Map.of());
    }

    private static @Nullable Student student(Map<String, String> labels) {
        String className = labels.get(Labels.CLASS);
        String name = labels.get(Labels.STUDENT);
        String index = labels.getOrDefault(Labels.INDEX, "");
        return className == null || name == null || !index.matches("[1-9]\\d{0,8}")
                ? null
                : new Student(className, name, Integer.parseInt(index), labels.get(Labels.EMAIL), hostPorts(labels));
    }

    private static Map<Integer, Integer> hostPorts(Map<String, String> labels) {
        Map<Integer, Integer> ports = new HashMap<>();
        Matcher pair = PORTS.matcher(labels.getOrDefault(Labels.HOST_PORTS, ""));
        while (pair.find()) {
            ports.put(Integer.valueOf(pair.group(1)), Integer.valueOf(pair.group(2)));
        }
        return ports;
    }

    private static String text(Map<Integer, Integer> hostPorts) {
        return new TreeMap<>(hostPorts)
                .entrySet().stream()
                        .map(port -> port.getKey() + "=" + port.getValue())
                        .collect(Collectors.joining(" "));
    }

    public Map<String, String> labels() {
        Map<String, String> labels =
                new HashMap<>(Map.of(Labels.FILE, file, Labels.LAB_FILE_TEXT, text, Labels.OWNER, owner));
        String name = overrides.name();
        if (name != null) {
            labels.put(Labels.NAME, name);
        }
        BindAddress bind = overrides.bind();
        if (bind != null) {
            labels.put(Labels.BIND, bind.text());
        }
        for (int number = 1; number <= overrides.settings().size(); number++) {
            labels.put(Labels.SETTING + number, overrides.settings().get(number - 1));
        }
        if (!overrides.hostPorts().isEmpty()) {
            labels.put(Labels.HOST_PORTS, text(overrides.hostPorts()));
        }
        Student student = overrides.student();
        if (student != null) {
            labels.put(Labels.CLASS, student.className());
            labels.put(Labels.STUDENT, student.name());
            labels.put(Labels.INDEX, String.valueOf(student.index()));
            String email = student.email();
            if (email != null) {
                labels.put(Labels.EMAIL, email);
            }
        }
        return labels;
    }

    /** The same origin with the address on which the managers are published; null for none. */
    public Origin boundTo(@Nullable BindAddress address) {
        return new Origin(file, text, owner, overrides.boundTo(address));
    }

    /** Whether the lab file was read from a file, and not from standard input. */
    public boolean isFile() {
        try {
            return Path.of(file).isAbsolute();
        } catch (InvalidPathException exception) {
            return false;
        }
    }

    /** The arguments of {@code up} for this file with its overrides, for a POSIX shell. */
    public String arguments() {
        String options = overrides.options();
        return (options.isEmpty() ? "" : options + " ") + (isFile() ? ShellWord.of(file) : "-");
    }

    /** The file and its owner, for messages. */
    public String described() {
        return file + (owner.isEmpty() ? "" : " of " + owner);
    }

    /** Whether both owners are on one host, so that a path names the same file for both. True for an unknown owner. */
    public boolean isOnHostOf(String otherOwner) {
        return owner.isEmpty() || otherOwner.isEmpty() || host(owner).equals(host(otherOwner));
    }

    /**
     * Whether {@code up} may update a lab of this origin from the other. It may when both have the same text and the
     * same settings, or when both are the same file on the same host, whichever user runs {@code up} with whichever
     * settings. Standard input is the same for one user on one host. Texts with variables other than the lab's name
     * never count as the same, since the variables may have other values.
     */
    public boolean isSameLabAs(Origin other) {
        boolean isSameText = text.equals(other.text)
                && overrides.settings().equals(other.overrides.settings())
                && !hasVariables(text)
                && overrides.settings().stream().noneMatch(Origin::hasVariables);
        return isSameText || (isOnHostOf(other.owner) && isSameFile(other));
    }

    /** In a lab file, two dollar signs are an escaped dollar sign. */
    private static boolean hasVariables(String text) {
        String other = text.replace("$$", "");
        for (StackVariable variable : StackVariable.values()) {
            other = variable.isForLabFiles() ? other.replace("${" + variable + "}", "") : other;
        }
        return other.contains("$");
    }

    private boolean isSameFile(Origin other) {
        if (!isFile() || !other.isFile()) {
            boolean isOtherOwner = !owner.isEmpty() && !other.owner.isEmpty() && !owner.equals(other.owner);
            return file.equals(other.file) && !isOtherOwner;
        }
        try {
            return file.equals(other.file) || Files.isSameFile(Path.of(file), Path.of(other.file));
        } catch (IOException missingFile) {
            return false;
        }
    }

    private static String host(String owner) {
        return owner.substring(owner.lastIndexOf('@') + 1);
    }
}
