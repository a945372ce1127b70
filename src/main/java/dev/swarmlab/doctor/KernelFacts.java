package dev.swarmlab.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the script {@code kernel-facts} said of a kernel and its machine. Whatever it did not say is unknown.
 *
 * @param values by the script's keys
 */
record KernelFacts(Map<String, String> values) {

    static final KernelFacts UNKNOWN = new KernelFacts(Map.of());

    /** Reads lines of the form {@code key=value}; others are a shell's complaints. */
    static KernelFacts parse(String output) {
        Map<String, String> values = new TreeMap<>();
        output.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return new KernelFacts(Map.copyOf(values));
    }

    /** The script's command line. The mode {@code probe} is for containers, {@code read} for hosts. */
    static List<String> command(String mode) {
        try (InputStream script = KernelFacts.class.getResourceAsStream("kernel-facts")) {
            if (script == null) {
                throw new IllegalStateException("kernel-facts is missing in swarmlab's jar");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return List.of("sh", "-c", text, "kernel-facts", mode);
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Empty when it is unknown. */
    String text(String key) {
        return values.getOrDefault(key, "");
    }

    List<String> words(String key) {
        return Arrays.stream(text(key).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    Presence module(String key) {
        return switch (text(key)) {
            case "yes" -> Presence.YES;
            case "loadable" -> Presence.LOADABLE;
            case "no" -> Presence.NO;
            default -> Presence.UNKNOWN;
        };
    }

    OptionalLong number(String key) {
        return text(key).matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text(key))) : OptionalLong.empty();
    }
}
