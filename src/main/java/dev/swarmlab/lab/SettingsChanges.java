package dev.swarmlab.lab;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The differences between the settings of a container and those of the lab file, as in {@code memory none -> 1g}. */
public final class SettingsChanges {

    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    private final List<String> changes = new ArrayList<>();

    private SettingsChanges() {}

    /** The differences in the order of the keys of a lab file; empty when there are none. */
    public static List<String> between(ContainerSettings before, ContainerSettings wanted) {
        SettingsChanges changes = new SettingsChanges();
        changes.add("image", before.image(), wanted.image());
        changes.add("registry.mirror", mirror(before), mirror(wanted));
        changes.add("args", own(before.arguments()), own(wanted.arguments()));
        changes.add("memory", memory(before.memoryBytes()), memory(wanted.memoryBytes()));
        changes.add("cpus", processors(before.processors()), processors(wanted.processors()));
        Predicate<EnginePort> isOfDaemon = port -> port.containerPort() == NodeContainer.API_PORT;
        changes.add("port of the daemon", ports(before, isOfDaemon), ports(wanted, isOfDaemon));
        changes.add("ports", ports(before, isOfDaemon.negate()), ports(wanted, isOfDaemon.negate()));
        changes.add("volumes", volumes(before), volumes(wanted));
        return List.copyOf(changes.changes);
    }

    private void add(String name, Object before, Object wanted) {
        if (!before.equals(wanted)) {
            changes.add(name + " " + before + " -> " + wanted);
        }
    }

    /** The arguments without those that every node has. */
    private static List<String> own(List<String> arguments) {
        return arguments.stream()
                .filter(argument ->
                        !argument.equals(NodeContainer.INSECURE_REGISTRY) && !argument.equals(CacheContainer.MIRROR))
                .toList();
    }

    private static String mirror(ContainerSettings settings) {
        return settings.arguments().contains(CacheContainer.MIRROR) ? "used" : "none";
    }

    private static String memory(@Nullable Long bytes) {
        if (bytes == null) {
            return "none";
        }
        if (bytes % MEBIBYTE != 0) {
            return String.valueOf(bytes);
        }
        return bytes % GIBIBYTE == 0 ? bytes / GIBIBYTE + "g" : bytes / MEBIBYTE + "m";
    }

    private static String processors(@Nullable Double processors) {
        return processors == null
                ? "none"
                : BigDecimal.valueOf(processors).stripTrailingZeros().toPlainString();
    }

    private static List<String> ports(ContainerSettings settings, Predicate<EnginePort> which) {
        return settings.ports().stream()
                .filter(which)
                .map(port -> port.hostAddress() + ":" + port.hostPort() + ":" + port.containerPort()
                        + (port.protocol().equals("tcp") ? "" : "/" + port.protocol()))
                .sorted()
                .toList();
    }

    private static List<String> volumes(ContainerSettings settings) {
        return settings.mounts().stream()
                .filter(mount -> mount.kind() == ContainerMount.Kind.BIND)
                .map(mount -> mount.source() + ":" + mount.target() + (mount.readOnly() ? ":ro" : ""))
                .sorted()
                .toList();
    }
}
