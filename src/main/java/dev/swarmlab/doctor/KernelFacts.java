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
 * The output of the script {@code kernel-facts}: what a kernel can do, and the size of its host.
 *
 * @param values by the keys that the script prints; a missing key is unknown
 */
record KernelFacts(Map<String, String> values) {

    static final KernelFacts UNKNOWN = new KernelFacts(Map.of());

    /** Reads lines of the form {@code key=value}. Other lines are ignored: they are error messages of the shell. */
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

    /** @param mode {@code probe} in a privileged container, where modules are loaded; {@code read} on a host */
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

    /** Empty when the value is unknown. */
    String text(String key) {
        return values.getOrDefault(key, "");
    }

    List<String> values(String key) {
        return Arrays.stream(text(key).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    ModuleState module(String key) {
        return switch (text(key)) {
            case "yes" -> ModuleState.AVAILABLE;
            case "loadable" -> ModuleState.LOADABLE;
            case "no" -> ModuleState.MISSING;
            default -> ModuleState.UNKNOWN;
        };
    }

    /** Empty when the value is unknown or not a number of at most 18 digits. */
    OptionalLong number(String key) {
        return text(key).matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text(key))) : OptionalLong.empty();
    }
}
