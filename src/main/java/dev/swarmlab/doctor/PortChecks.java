package dev.swarmlab.doctor;

import dev.swarmlab.doctor.Requirements.WantedPort;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks whether the host has the addresses that a lab file names, and whether the ports that it names are free. */
final class PortChecks {

    private static final String ID = "ports";

    private final Requirements requirements;
    private final List<EngineContainer> containers;
    private final HostPorts host;

    private PortChecks(Requirements requirements, List<EngineContainer> containers, HostPorts host) {
        this.requirements = requirements;
        this.containers = containers;
        this.host = host;
    }

    /**
     * Empty when the lab publishes no port.
     *
     * @param containers all containers of the engine
     */
    static Optional<Finding> of(Requirements requirements, List<EngineContainer> containers, HostPorts host) {
        return requirements.ports().isEmpty()
                ? Optional.empty()
                : Optional.of(new PortChecks(requirements, containers, host).finding());
    }

    private Finding finding() {
        List<String> busy = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        Set<String> fixes = new LinkedHashSet<>();
        for (WantedPort wanted : requirements.ports()) {
            Optional<EngineContainer> holder = holder(wanted);
            if (!host.hasAddress(wanted.address())) {
                elsewhere.add(wanted.address() + " (port " + wanted.port() + ")");
            } else if (holder.isPresent()) {
                boolean isOfLab =
                        !LabResources.ownContainers(List.of(holder.get())).isEmpty();
                String lab = isOfLab ? holder.get().label(Labels.LAB) : "";
                if (!lab.equals(requirements.lab())) {
                    busy.add(wanted.port() + " (container " + holder.get().name() + ")");
                    fixes.add(lab.isEmpty() ? "docker rm -f " + holder.get().name() : "swarmlab down " + lab);
                }
            } else if (wanted.protocol() == Protocol.TCP && host.isBusy(wanted.port())) {
                busy.add(wanted.port() + " (a program on this host)");
                fixes.add("Port " + wanted.port() + ": " + host.advice(wanted.port()));
            }
        }
        if (busy.isEmpty() && elsewhere.isEmpty()) {
            return Finding.ok(
                    ID, list(requirements.ports()) + (requirements.ports().size() == 1 ? " is" : " are") + " free");
        }
        return Finding.failedForLab(
                ID, found(busy, elsewhere), "swarmlab up can't publish them.", fix(elsewhere, fixes));
    }

    private static String found(List<String> busy, List<String> elsewhere) {
        return Stream.of(described("busy: ", busy), described("the host has no address ", elsewhere))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String described(String what, List<String> ports) {
        return ports.isEmpty() ? "" : what + String.join(", ", ports);
    }

    private static String fix(List<String> elsewhere, Set<String> fixes) {
        String address =
                elsewhere.isEmpty() ? "" : "Write an address of this host in the lab file, see: ip -brief address";
        String ports = fixes.isEmpty()
                ? ""
                : "Choose other ports in the lab file, or free these:\n" + String.join("\n", fixes);
        return (address + "\n" + ports).strip();
    }

    private Optional<EngineContainer> holder(WantedPort wanted) {
        return containers.stream()
                .filter(container -> container.ports().stream().anyMatch(port -> isSame(port, wanted)))
                .findFirst();
    }

    private static boolean isSame(EnginePort port, WantedPort wanted) {
        return port.hostPort() == wanted.port()
                && port.protocol().equals(wanted.protocol().name().toLowerCase(Locale.ROOT));
    }

    private static String list(List<WantedPort> ports) {
        return ports.stream().map(port -> Integer.toString(port.port())).collect(Collectors.joining(", "));
    }
}
