package dev.swarmlab.lab;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** A short digest of what a container was made of, kept in its label, so that a later {@code up} sees what has changed. */
final class SpecificationDigest {

    private static final int CHARACTERS = 16;

    private SpecificationDigest() {}

    static String of(ContainerSpecification specification) {
        try {
            byte[] text = String.join("\n", words(specification)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Everything that shapes the container; its labels don't. A record's own text would take Java 30 ms to prepare. */
    private static List<String> words(ContainerSpecification specification) {
        List<String> words = new ArrayList<>();
        words.add(specification.name());
        words.add(specification.image());
        words.add(specification.hostname());
        words.add(String.valueOf(specification.privileged()));
        words.addAll(specification.arguments());
        new TreeMap<>(specification.environment()).forEach((name, value) -> words.add(name + "=" + value));
        words.add(specification.network());
        words.add(specification.address());
        words.addAll(specification.aliases());
        for (EnginePort port : specification.ports()) {
            words.add(port.hostAddress() + ":" + port.hostPort() + ":" + port.containerPort() + "/" + port.protocol());
        }
        for (ContainerMount mount : specification.mounts()) {
            words.add(mount.kind().name() + ":" + mount.source() + ":" + mount.target() + ":" + mount.readOnly());
        }
        words.addAll(specification.temporaryFolders());
        words.add(String.valueOf(specification.memoryBytes()));
        words.add(String.valueOf(specification.processors()));
        return words;
    }
}
