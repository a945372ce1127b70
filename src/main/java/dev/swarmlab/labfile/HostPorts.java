package dev.swarmlab.labfile;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes the ports of a lab file at other ports of the host. The URLs of checks that lead to these ports change with
 * them.
 */
public final class HostPorts {

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final LabFile labFile;
    private final Map<Integer, Integer> others;

    private HostPorts(LabFile labFile, Map<Integer, Integer> others) {
        this.labFile = labFile;
        this.others = others;
    }

    /** @param others the other ports by those in the lab file; a port that is missing here stays */
    public static LabFile replace(LabFile labFile, Map<Integer, Integer> others) {
        return others.isEmpty() ? labFile : new HostPorts(labFile, others).replaced();
    }

    private LabFile replaced() {
        return labFile.withPorts(
                labFile.ports().stream().map(this::port).toList(),
                checks(labFile.checks()),
                labFile.scenarios().stream()
                        .map(scenario -> new Scenario(
                                scenario.name(),
                                scenario.actions().stream().map(this::action).toList(),
                                checks(scenario.checks())))
                        .toList());
    }

    private PublishedPort port(PublishedPort port) {
        return new PublishedPort(port.hostAddress(), other(port.hostPort()), port.containerPort(), port.protocol());
    }

    private int other(int port) {
        return others.getOrDefault(port, port);
    }

    private List<Check> checks(List<Check> checks) {
        return checks.stream().map(this::check).toList();
    }

    private Action action(Action action) {
        return action instanceof Action.AwaitCheck await ? new Action.AwaitCheck(check(await.check())) : action;
    }

    private Check check(Check check) {
        if (check instanceof Check.HttpCheck http && http.from() == null) {
            return new Check.HttpCheck(
                    http.terms(),
                    url(http.url()),
                    null,
                    http.status(),
                    http.contains(),
                    http.requests(),
                    http.distinct());
        }
        return check instanceof Check.LoadCheck load
                ? new Check.LoadCheck(load.terms(), url(load.url()), load.during(), load.node(), load.rate())
                : check;
    }

    private URI url(URI url) {
        int port = url.getPort() == -1 ? DEFAULT_PORTS.getOrDefault(url.getScheme(), -1) : url.getPort();
        boolean isPublished = labFile.ports().stream()
                .anyMatch(published -> published.hostPort() == port && isHostOf(url, published));
        if (!isPublished || other(port) == port) {
            return url;
        }
        String user = url.getRawUserInfo() == null ? "" : url.getRawUserInfo() + "@";
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(
                url.getScheme() + "://" + user + url.getHost() + ":" + other(port) + url.getRawPath() + query);
    }

    private static boolean isHostOf(URI url, PublishedPort published) {
        String host = String.valueOf(url.getHost());
        return LOOPBACK.contains(host) || host.equals(published.hostAddress());
    }
}
