package dev.swarmlab.cards;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labs of tests of cards: each has a manager with published ports, and a registry on port 5000. */
public final class StudentLab {

    private final String name;
    private final Map<String, String> labels = new HashMap<>();
    private final List<EnginePort> ports = new ArrayList<>();

    private StudentLab(String name) {
        this.name = name;
        labels.putAll(Map.of(Labels.LAB, name, Labels.FILE, "/l.yml", Labels.LAB_FILE_TEXT, "x", Labels.REVISION, "1"));
    }

    public static StudentLab named(String name) {
        return new StudentLab(name);
    }

    /** The lab of a student of the class {@code web}. */
    public static StudentLab of(String student, int index, @Nullable String email) {
        StudentLab lab = new StudentLab("web-" + index);
        lab.labels.putAll(Map.of(Labels.CLASS, "web", Labels.STUDENT, student, Labels.INDEX, String.valueOf(index)));
        if (email != null) {
            lab.labels.put(Labels.EMAIL, email);
        }
        return lab;
    }

    public StudentLab boundTo(String address) {
        labels.put(Labels.BIND, address);
        return this;
    }

    /** Publishes a TCP port of the manager. */
    public StudentLab port(String address, int hostPort, int nodePort) {
        return port(address, hostPort, nodePort, "tcp");
    }

    public StudentLab port(String address, int hostPort, int nodePort, String protocol) {
        ports.add(new EnginePort(address, hostPort, nodePort, protocol));
        return this;
    }

    LabResources resources() {
        List<EnginePort> all = new ArrayList<>(ports);
        all.add(new EnginePort("127.0.0.1", 20001, 2376, "tcp"));
        EngineContainer registry = container("registry", "registry", "5000", List.of());
        return new LabResources(
                name,
                List.of(container("manager", "manager", "20001", all), registry),
                List.of(),
                List.of(new EngineVolume("swarmlab-" + name + "-file-1", labels)),
                List.of());
    }

    private EngineContainer container(String node, String role, String port, List<EnginePort> published) {
        return new EngineContainer(
                node,
                "swarmlab-" + name + "-" + node,
                "image",
                ContainerState.of("running"),
                "Up",
                Map.of(Labels.LAB, name, Labels.NODE, node, Labels.ROLE, role, Labels.PORT, port),
                Map.of(),
                published);
    }

    Card card() {
        return card(null, null);
    }

    Card card(@Nullable String address, @Nullable String template) {
        return new Cards(
                        "unix:///engine.sock",
                        address == null ? null : ServerAddress.parse(address),
                        template == null ? null : UrlTemplate.parse(template))
                .of(resources(), PublishedPorts.ofContainers(resources()));
    }
}
