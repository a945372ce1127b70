package dev.swarmlab.provision;

import dev.swarmlab.engine.ContainerSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short digest of what a container was made of, kept in its label, so that a later {@code up} sees what has changed. */
final class SpecificationDigest {

    private static final int CHARACTERS = 16;

    private SpecificationDigest() {}

    static String of(ContainerSpecification specification) {
        try {
            byte[] text = specification.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
