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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A short digest of a container's specification. It is kept in a label of the container, so that a later {@code up}
 * sees whether the specification has changed. The digest of an unchanged specification must stay the same in later
 * versions: otherwise {@code up} would recreate every node of an existing lab.
 */
final class SpecificationDigest {

    /** Of the SHA-256 in hexadecimal digits. */
    private static final int LENGTH = 16;

    private final List<String> lines = new ArrayList<>();

    private SpecificationDigest() {}

    static String of(ContainerSpecification specification) {
        SpecificationDigest digest = new SpecificationDigest();
        digest.addFields(specification);
        return digest.value();
    }

    /**
     * Adds every field except the labels, which hold the digest. This is the only list of the fields that the digest
     * covers. The constructor call keeps it complete: each field of the record is an argument, so a field that is missing
     * here is a compile error. Java evaluates arguments from left to right.
     *
     * @return a copy of the specification
     */
    private ContainerSpecification addFields(ContainerSpecification specification) {
        return new ContainerSpecification(
                text(specification.name()),
                text(specification.image()),
                text(specification.hostname()),
                flag(specification.privileged()),
                list(specification.entrypoint(), argument -> "entrypoint=" + argument),
                list(specification.arguments(), argument -> argument),
                map(specification.environment()),
                specification.labels(),
                text(specification.network()),
                text(specification.address()),
                list(specification.aliases(), alias -> alias),
                list(specification.ports(), SpecificationDigest::port),
                list(specification.mounts(), SpecificationDigest::mount),
                list(specification.temporaryFolders(), folder -> folder),
                map(specification.kernelSettings()),
                limit(specification.memoryBytes()),
                limit(specification.processors()));
    }

    private static String port(EnginePort port) {
        return port.hostAddress() + ":" + port.hostPort() + ":" + port.containerPort() + "/" + port.protocol();
    }

    private static String mount(ContainerMount mount) {
        return mount.kind().name() + ":" + mount.source() + ":" + mount.target() + ":" + mount.readOnly();
    }

    private String text(String value) {
        lines.add(value);
        return value;
    }

    private boolean flag(boolean value) {
        lines.add(String.valueOf(value));
        return value;
    }

    private <T extends Number> @Nullable T limit(@Nullable T value) {
        lines.add(String.valueOf(value));
        return value;
    }

    private <T> List<T> list(List<T> values, Function<T, String> line) {
        values.forEach(value -> lines.add(line.apply(value)));
        return values;
    }

    private Map<String, String> map(Map<String, String> values) {
        new TreeMap<>(values).forEach((name, value) -> lines.add(name + "=" + value));
        return values;
    }

    private String value() {
        try {
            byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, LENGTH);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
