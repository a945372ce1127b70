package dev.swarmlab.provision.stack;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What swarmlab deployed for a stack: its services, networks, configs and secrets as they were once the stack had
 * converged. It is kept in a label of the swarm, so that a later command sees what has changed since.
 *
 * @param file a digest of the stack file, of the files that it references, and of the user's variables
 * @param objects the digest of each object, by {@link SwarmObject#key}
 */
public record StackRecord(String file, Map<String, String> objects) {

    /** Of the SHA-256 in hexadecimal digits. */
    private static final int LENGTH = 16;

    /** Stores the records of these stacks as they are now. Stores nothing when the records are up to date. */
    public static void write(LabClient lab, Map<String, StackFile> stacks) {
        lab.ask(manager -> {
            SwarmContents contents = manager.swarm().read();
            Map<String, String> labels = new TreeMap<>(contents.labels());
            labels.keySet().removeIf(label -> label.startsWith(Labels.STACK));
            stacks.forEach((name, file) ->
                    labels.put(Labels.STACK + name, of(name, file, contents).text()));
            labels.put(Labels.STACKS, stacks.keySet().stream().sorted().collect(Collectors.joining(",")));
            if (!labels.equals(contents.labels())) {
                manager.swarm().label(labels);
            }
            return true;
        });
    }

    /**
     * Stores that these stacks are deployed from now on. A record of other files does not stay, since their deployment
     * may fail half-way.
     */
    public static void begin(LabClient lab, Map<String, StackFile> stacks) {
        lab.ask(manager -> {
            Map<String, String> before = manager.swarmLabels();
            Map<String, String> labels = new TreeMap<>(before);
            labels.keySet().removeIf(label -> label.startsWith(Labels.STACK));
            stacks.forEach((name, file) -> in(before, name)
                    .filter(record -> record.isOf(file))
                    .ifPresent(record -> labels.put(Labels.STACK + name, record.text())));
            labels.put(Labels.STACKS, stacks.keySet().stream().sorted().collect(Collectors.joining(",")));
            if (!labels.equals(before)) {
                manager.swarm().label(labels);
            }
            return true;
        });
    }

    /** Whether the services of the stack differ from those that were recorded. */
    public boolean hasOtherServices(String stack, SwarmContents contents) {
        Map<String, String> recorded = new TreeMap<>(objects);
        recorded.keySet().removeIf(key -> !key.startsWith(SwarmObject.Kind.SERVICE.word() + "/"));
        Map<String, String> now = new TreeMap<>();
        contents.objects().stream()
                .filter(object -> object.kind() == SwarmObject.Kind.SERVICE
                        && object.stack().equals(stack))
                .forEach(object -> now.put(object.key(), object.digest()));
        return !recorded.equals(now);
    }

    private static StackRecord of(String name, StackFile file, SwarmContents contents) {
        Map<String, String> objects = new TreeMap<>();
        contents.objects().stream()
                .filter(object -> object.stack().equals(name))
                .forEach(object -> objects.put(object.key(), object.digest()));
        return new StackRecord(digest(file), objects);
    }

    /** The record of a stack in the labels of a swarm; empty when there is none. */
    public static Optional<StackRecord> in(Map<String, String> swarmLabels, String stack) {
        String text = swarmLabels.getOrDefault(Labels.STACK + stack, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] words = text.split(" ");
        Map<String, String> objects = new TreeMap<>();
        for (int word = 1; word < words.length; word++) {
            int end = words[word].lastIndexOf('=');
            if (end > 0) {
                objects.put(words[word].substring(0, end), words[word].substring(end + 1));
            }
        }
        return Optional.of(new StackRecord(words[0], objects));
    }

    String text() {
        StringBuilder text = new StringBuilder(file);
        objects.forEach(
                (key, digest) -> text.append(' ').append(key).append('=').append(digest));
        return text.toString();
    }

    /** Whether the record is of this stack file as it is now. A file that is on another machine has not changed. */
    public boolean isOf(StackFile stack) {
        return !isHere(stack) || digest(stack).equals(file);
    }

    /** Whether a stack file is on this machine, so that it can be deployed. */
    public static boolean isHere(StackFile stack) {
        return !stack.text().isEmpty();
    }

    private static String digest(StackFile stack) {
        if (!isHere(stack)) {
            return "-";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // The set of referenced files has another order in each process.
            Map<String, byte[]> files = new TreeMap<>();
            for (ContainerFile copied : new StackBundle("", stack).files(Map.of())) {
                files.put(copied.path(), copied.content());
            }
            files.forEach((path, content) -> {
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
