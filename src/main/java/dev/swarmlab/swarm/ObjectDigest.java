package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A short digest of a JSON value. Neither the order of keys nor the order of list elements counts: the docker CLI writes
 * lists in another order each time. Keys without a value count like missing keys.
 */
final class ObjectDigest {

    /** Of the SHA-256 in hexadecimal digits. */
    private static final int LENGTH = 16;

    private ObjectDigest() {}

    static String of(JsonNode value) {
        try {
            byte[] text = canonical(value).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, LENGTH);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static String canonical(JsonNode value) {
        if (value.isObject()) {
            TreeMap<String, String> fields = new TreeMap<>();
            value.properties().forEach(field -> {
                String text = canonical(field.getValue());
                if (!text.isEmpty()) {
                    fields.put(field.getKey(), text);
                }
            });
            return fields.isEmpty() ? "" : fields.toString();
        }
        if (value.isArray()) {
            String elements = StreamSupport.stream(value.spliterator(), false)
                    .map(ObjectDigest::canonical)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return elements.isEmpty() ? "" : "[" + elements + "]";
        }
        return value.isNull() || value.isMissingNode() ? "" : value.toString();
    }
}
