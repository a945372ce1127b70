package dev.swarmlab.cards;

import dev.swarmlab.access.Shell;
import dev.swarmlab.cards.Card.Commands;
import dev.swarmlab.cards.Card.Endpoint;
import dev.swarmlab.cards.PublishedPorts.NodePort;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.LabContext;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.Student;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cards of labs.
 *
 * @param engine the address of the engine
 * @param address the name or address by which students reach the engine's host; null if it is not known
 * @param template the URLs of the labs' pages; null for the first port of each lab
 */
public record Cards(
        String engine,
        @Nullable ServerAddress address,
        @Nullable UrlTemplate template) {

    private static final Set<Integer> HTTPS = Set.of(443, 8443);

    /** Ports of well-known services that don't speak HTTP: ssh, mail, DNS, Docker, databases, message brokers. */
    private static final Set<Integer> NO_HTTP =
            Set.of(22, 25, 53, 587, 1433, 1521, 1883, 2376, 2377, 3306, 4222, 5432, 5672, 6379, 9092, 27017);

    /** An address that only the engine's host can reach, in the form of URLs. */
    private static final String LOOPBACK = "127.0.0.1";

    public Card of(LabResources lab, PublishedPorts ports) {
        Optional<Student> student = lab.student();
        Optional<BindAddress> bind = lab.origin().map(Origin::overrides).map(Overrides::bind);
        List<Endpoint> endpoints = ports.list().stream()
                .map(port -> endpoint(port, bind))
                .distinct()
                .toList();
        Optional<Endpoint> first =
                endpoints.stream().filter(endpoint -> endpoint.url() != null).findFirst();
        return new Card(
                lab.name(),
                student.map(Student::className).orElse(null),
                student.map(Student::name).orElse(null),
                student.map(Student::index).orElse(null),
                student.map(Student::email).orElse(null),
                template == null ? first.map(Endpoint::url).orElse(null) : template.url(lab.name(), student),
                template == null && first.filter(Cards::isOnHostOnly).isPresent(),
                endpoints,
                lab.registry()
                        .map(registry -> "localhost:" + registry.label(Labels.PORT))
                        .orElse(null),
                commands(lab.name(), bind));
    }

    private Endpoint endpoint(NodePort published, Optional<BindAddress> bind) {
        EnginePort port = published.port();
        String host = host(port, bind) + ":" + port.hostPort();
        boolean isHttp = port.protocol().equals("tcp") && !NO_HTTP.contains(port.containerPort());
        String scheme = HTTPS.contains(port.containerPort()) ? "https://" : "http://";
        return new Endpoint(
                isHttp ? scheme + host : null, host, published.node(), port.containerPort(), port.protocol());
    }

    /** A port of a loopback address can't be reached at another address, even if the daemons are published on one. */
    private String host(EnginePort port, Optional<BindAddress> bind) {
        Optional<BindAddress> own = BindAddress.parse(port.hostAddress());
        boolean isOnAll = own.isEmpty() || own.filter(BindAddress::isWildcard).isPresent();
        if (!isOnAll && (own.filter(BindAddress::isLoopback).isPresent() || address == null)) {
            return own.map(ServerAddress::inUrl).orElse(LOOPBACK);
        }
        if (address != null) {
            return address.host();
        }
        return bind.filter(each -> !each.isWildcard()).map(ServerAddress::inUrl).orElse(LOOPBACK);
    }

    private static boolean isOnHostOnly(Endpoint endpoint) {
        String host = endpoint.host();
        String address = host.substring(0, host.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
        return BindAddress.parse(address).filter(BindAddress::isLoopback).isPresent();
    }

    private Commands commands(String lab, Optional<BindAddress> bind) {
        String context = LabContext.ofLab(lab, engine).name();
        boolean isPublished = bind.filter(each -> !each.isLoopback()).isPresent();
        String listening = isPublished ? bind.map(each -> " --bind " + each).orElse("") : "";
        return new Commands(
                Shell.SH.evaluation("swarmlab env --lab " + lab),
                "docker --context $(swarmlab context create --lab " + lab + ") node ls",
                isPublished ? "docker context import " + context + " context.tar" : null,
                isPublished ? "docker --context " + context + " node ls" : null,
                "swarmlab dashboard " + lab + " --terminal" + listening);
    }
}
