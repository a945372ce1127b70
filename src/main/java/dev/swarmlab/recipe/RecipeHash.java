package dev.swarmlab.recipe;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** The hash under which the output of a recipe is cached: the first 8 bytes of a SHA-256, in hexadecimal. */
final class RecipeHash {

    private static final int BYTES_SHOWN = 8;

    private final MessageDigest digest;

    private RecipeHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java has SHA-256", exception);
        }
    }

    /** The hash of build arguments. */
    static String of(SortedMap<String, String> arguments) {
        RecipeHash hash = new RecipeHash();
        hash.add(arguments);
        return hash.text();
    }

    /** @throws Failure of kind {@link FailureKind#WRONG_INPUT} when a file can't be read */
    static String of(
            String suite,
            String architecture,
            SortedMap<String, Recipe.Content> files,
            SortedMap<String, String> arguments) {
        RecipeHash hash = new RecipeHash();
        hash.add(suite);
        hash.add(architecture);
        for (Map.Entry<String, Recipe.Content> file : files.entrySet()) {
            hash.add(file.getKey());
            try (InputStream content = file.getValue().open()) {
                hash.add(content.readAllBytes());
            } catch (IOException exception) {
                throw Failure.of(FailureKind.WRONG_INPUT, "cannot read the file " + file.getKey())
                        .because(exception.toString())
                        .causedBy(exception);
            }
        }
        if (!arguments.isEmpty()) {
            // No file has an empty name, so files and arguments can't be confused.
            hash.add("");
            hash.add(arguments);
        }
        return hash.text();
    }

    private void add(SortedMap<String, String> arguments) {
        arguments.forEach((name, value) -> {
            add(name);
            add(value);
        });
    }

    private String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES_SHOWN);
    }

    private void add(String part) {
        add(part.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the length before each part, so that different lists of parts have different hashes. */
    private void add(byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(part);
    }
}
