package dev.swarmlab.provision.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.swarm.SwarmService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code up} has deployed, from a label of the swarm: for each stack a digest of its files and variables, and a
 * digest of its services right after the deployment. A later run finds out whether the files have changed, and whether
 * services were changed by hand.
 */
public final class StackRecord {

    /** Of the SHA-256 in hexadecimal digits. */
    private static final int LENGTH = 16;

    private record Digests(String files, String services) {}

    private final Map<String, Digests> stacks = new TreeMap<>();

    private StackRecord() {}

    /** Reads the record; empty for a swarm on which no version that records stacks has deployed one. */
    public static StackRecord of(Map<String, String> swarmLabels) {
        StackRecord record = new StackRecord();
        for (String entry : swarmLabels.getOrDefault(Labels.STACK_DIGESTS, "").split(",")) {
            String[] parts = entry.split("[=/]", -1);
            if (parts.length == 3) {
                record.stacks.put(parts[0], new Digests(parts[1], parts[2]));
            }
        }
        return record;
    }

    /** The value of the label. */
    public String text() {
        return stacks.entrySet().stream()
                .map(stack -> stack.getKey() + "=" + stack.getValue().files() + "/"
                        + stack.getValue().services())
                .collect(Collectors.joining(","));
    }

    public boolean has(String stack) {
        return stacks.containsKey(stack);
    }

    /** Whether the stack was deployed from these files, with these variables. */
    public boolean hasFiles(String name, StackFile stack) {
        Digests digests = stacks.get(name);
        return digests != null && digests.files().equals(digest(stack));
    }

    /** Whether services of a recorded stack differ from those that were deployed. */
    public boolean isChanged(String name, List<SwarmService> services) {
        Digests digests = stacks.get(name);
        return digests != null && !digests.services().equals(digest(services));
    }

    /** Records a deployment. */
    public void put(String name, StackFile stack, List<SwarmService> services) {
        stacks.put(name, new Digests(digest(stack), digest(services)));
    }

    /** Keeps only stacks that are deployed from the same files as before: the others may fail half-way. */
    public void retain(Map<String, StackFile> unchanged) {
        stacks.keySet().removeIf(name -> {
            StackFile stack = unchanged.get(name);
            return stack == null || !hasFiles(name, stack);
        });
    }

    private static String digest(StackFile stack) {
        MessageDigest digest = sha256();
        for (ContainerFile file : new StackBundle("", stack).files(new TreeMap<>())) {
            digest.update(file.path().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(file.content());
            digest.update((byte) 0);
        }
        return text(digest);
    }

    private static String digest(List<SwarmService> services) {
        MessageDigest digest = sha256();
        services.stream()
                .sorted(Comparator.comparing(SwarmService::name))
                .map(SwarmService::specification)
                .map(JsonNode::toString)
                .forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
        return text(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), LENGTH / 2));
    }
}
