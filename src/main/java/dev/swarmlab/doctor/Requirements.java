package dev.swarmlab.doctor;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.NodeGroup;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.labfile.Protocol;
import dev.swarmlab.labfile.PublishedPort;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a lab needs from its host.
 *
 * @param lab its name; empty when no lab file was given
 * @param nodes the number of its managers and workers
 * @param nodeImages the images of its nodes, without duplicates
 * @param memoryLimits the sum of the memory limits of its nodes, in bytes; 0 when no node has a limit
 * @param mostCpus the highest limit of processors of a node; 0 when no node has a limit
 * @param ports the host ports that its lab file names
 */
record Requirements(
        String lab,
        int nodes,
        List<String> nodeImages,
        long memoryLimits,
        BigDecimal mostCpus,
        List<WantedPort> ports) {

    /**
     * A host port that a lab file names.
     *
     * @param address the IP address of the host at which it is published
     */
    record WantedPort(String address, int port, Protocol protocol) {}

    /** A lab like {@code labs/quickstart.yml}, for when no lab file is given. */
    static final Requirements SMALL_LAB =
            new Requirements("", 4, List.of(NodeSettings.DEFAULT_IMAGE), 0, BigDecimal.ZERO, List.of());

    static Requirements of(LabFile labFile) {
        List<NodeGroup> groups = Stream.concat(labFile.managers().stream(), labFile.workers().stream())
                .toList();
        List<WantedPort> ports = new ArrayList<>();
        Integer registry = labFile.registry().port();
        if (registry != null) {
            ports.add(new WantedPort(PublishedPort.DEFAULT_HOST_ADDRESS, registry, Protocol.TCP));
        }
        for (PublishedPort port : labFile.ports()) {
            ports.add(new WantedPort(port.hostAddress(), port.hostPort(), port.protocol()));
        }
        return new Requirements(
                labFile.name(),
                labFile.managerCount() + labFile.workerCount(),
                groups.stream()
                        .map(group -> group.settings().image())
                        .distinct()
                        .toList(),
                groups.stream().mapToLong(Requirements::memoryLimit).sum(),
                groups.stream()
                        .map(group -> group.settings().cpus())
                        .filter(Objects::nonNull)
                        .max(BigDecimal::compareTo)
                        .orElse(BigDecimal.ZERO),
                List.copyOf(ports));
    }

    private static long memoryLimit(NodeGroup group) {
        Long limit = group.settings().memoryBytes();
        return limit == null ? 0 : group.count() * limit;
    }

    /** As in {@code the lab shop}, or {@code a lab of 4 nodes} when no file was given. */
    String subject() {
        return lab.isEmpty() ? "a lab of " + size() : "the lab " + lab;
    }

    /** As in "4 nodes". */
    String size() {
        return nodes + (nodes == 1 ? " node" : " nodes");
    }

    /** As in "4 idle nodes". */
    String idle() {
        return nodes + (nodes == 1 ? " idle node" : " idle nodes");
    }
}
