package dev.swarmlab.junit;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.Checks;
import dev.swarmlab.drill.Drill;
import dev.swarmlab.drill.DrillReport;
import dev.swarmlab.drill.DrillResult;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.Scenario;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.stack.StackDeployment;
import dev.swarmlab.provision.stack.StackRemoval;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.stackfile.StackFileReader;
import dev.swarmlab.swarm.SwarmService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A lab that a test uses. The extension creates and removes it. Safe for use by several threads.
 *
 * <p>Methods throw a {@link SwarmLabException} when the lab does not answer or an action fails.
 */
public final class Lab {

    private static final Duration STACK_LIMIT = Duration.ofMinutes(5);
    private static final Duration SCENARIO_LIMIT = Duration.ofMinutes(10);
    private static final List<String> WILDCARDS = List.of("0.0.0.0", "::");

    private final LabClient client;
    private final LabFile labFile;
    private final Map<Integer, Integer> ports;
    private final Runnable reset;
    private final NodeClients dockerClients;
    private final Parallel parallel = new Parallel(false);
    private final Progress silent = new Progress(event -> {});

    /** @param ports the ports of the host by the ports in the lab file */
    Lab(LabClient client, LabFile labFile, Map<Integer, Integer> ports, Runnable reset) {
        this.client = client;
        this.labFile = labFile;
        this.ports = ports;
        this.reset = reset;
        this.dockerClients = new NodeClients(client);
    }

    /** The name in the lab file with a random suffix. */
    public String name() {
        return client.name();
    }

    /** All nodes: managers first, sorted by name. */
    public List<Node> nodes() {
        return SwarmLabException.translated(() -> client.nodes().stream()
                .map(node -> new Node(client, LabClient.nameOf(node), dockerClients))
                .toList());
    }

    /**
     * A node.
     *
     * @param name as in {@code worker01}
     * @throws SwarmLabException when the lab has no such node
     */
    public Node node(String name) {
        return SwarmLabException.translated(() -> new Node(client, LabClient.nameOf(client.node(name)), dockerClients));
    }

    /** The manager that is the leader now. */
    public Node leader() {
        return SwarmLabException.translated(
                () -> new Node(client, LabClient.nameOf(client.find(new NodeSelector.Leader())), dockerClients));
    }

    /** The first manager that runs. */
    public Node manager() {
        return SwarmLabException.translated(
                () -> new Node(client, LabClient.nameOf(client.find(new NodeSelector.AnyManager())), dockerClients));
    }

    /** The services of the swarm, sorted by name. */
    public List<Service> services() {
        return SwarmLabException.translated(() -> client.view().services().stream()
                .map(SwarmService::name)
                .sorted()
                .map(name -> new Service(client, name))
                .toList());
    }

    /**
     * A service. It need not exist yet.
     *
     * @param name as in {@code echo_api}: in a stack, the name of the stack comes first
     */
    public Service service(String name) {
        return new Service(client, name);
    }

    /**
     * Deploys a stack and waits until all its services run, at most five minutes. Its variables are those of the
     * environment and of the lab, as for {@code swarmlab stack deploy}.
     */
    public void deploy(String stack, Path file) {
        SwarmLabException.translated(() -> {
            StackFile stackFile = new StackFileReader(System.getenv()).readOrFail(file.toString());
            changing("stack deploy", STACK_LIMIT, deadline -> {
                StackDeployment deployment = new StackDeployment(client);
                deployment.run(stack, stackFile, deadline);
                deployment.settle(deadline);
            });
        });
    }

    /** Removes a stack and waits until its last task has ended, at most five minutes. */
    public void removeStack(String stack) {
        SwarmLabException.translated(
                () -> changing("stack rm", STACK_LIMIT, deadline -> new StackRemoval(client).run(stack, deadline)));
    }

    private void changing(String command, Duration limit, Consumer<Deadline> work) {
        Deadline deadline = Deadline.in(limit);
        LabLock.hold(client.engine(), silent, name(), "swarmlab " + command, deadline, () -> {
            work.accept(deadline);
            return command;
        });
    }

    /**
     * Waits for a condition, see {@link Conditions}.
     *
     * @throws AssertionError with the last reason and the state of the swarm when the condition is not met in time
     */
    public void await(Condition condition) {
        SwarmLabException.translated(() -> {
            try {
                Await.until(
                        condition.description(),
                        Deadline.in(condition.limit()),
                        () -> client.probe(manager -> condition.test(manager.view(), client.nodes())));
            } catch (Failure failure) {
                if (failure.kind() != FailureKind.TIMED_OUT) {
                    throw failure;
                }
                throw new AssertionError(failure.getMessage() + "\n\n" + SwarmDescription.of(client), failure);
            }
        });
    }

    /**
     * A client for a port that the lab file publishes.
     *
     * @param port the port of the host in the lab file. The lab publishes it at a free port instead
     * @throws SwarmLabException when the lab file publishes no such port
     */
    public HttpEndpoint http(int port) {
        return SwarmLabException.translated(() -> {
            PublishedPort published = labFile.ports().stream()
                    .filter(each -> each.hostPort() == hostPort(port))
                    .findFirst()
                    .orElseThrow(() -> notPublished(port));
            String host = WILDCARDS.contains(published.hostAddress()) ? "127.0.0.1" : published.hostAddress();
            return new HttpEndpoint(URI.create("http://" + host + ":" + published.hostPort()));
        });
    }

    /**
     * The port of the host at which the lab publishes a port of its lab file.
     *
     * @throws SwarmLabException when the lab file publishes no such port
     */
    public int port(int port) {
        return http(port).uri().getPort();
    }

    private int hostPort(int port) {
        return ports.getOrDefault(port, -1);
    }

    private Failure notPublished(int port) {
        return Failure.of(FailureKind.WRONG_INPUT, "the lab file publishes no port " + port)
                .because(ports.isEmpty() ? "it has no `ports`" : "its ports are " + new TreeSet<>(ports.keySet()))
                .advise("Add it to the lab file, as in: ports: [\"" + port + ":" + port + "\"]");
    }

    /**
     * Runs all checks of the lab file.
     *
     * @throws AssertionError with all results when a check fails. A check that this kernel can't do is no failure
     */
    public void check() {
        SwarmLabException.translated(() -> {
            CheckReport report = new CheckReport(name(), checks().run(labFile.checks()));
            if (report.hasFailed()) {
                throw new AssertionError("a check of the lab " + name() + " failed\n\n" + report.table() + "\n"
                        + SwarmDescription.of(client));
            }
        });
    }

    /**
     * Runs a scenario of the lab file and the checks after it, at most ten minutes.
     *
     * @throws AssertionError with the results when an action or a check fails
     */
    public void drill(String scenario) {
        SwarmLabException.translated(() -> {
            Scenario found = labFile.scenarios().stream()
                    .filter(each -> each.name().equals(scenario))
                    .findFirst()
                    .orElseThrow(() -> noScenario(scenario));
            Drill drill = new Drill(client, checks(), labFile.checks(), parallel, event -> {});
            DrillResult result = drill.run(found, Deadline.in(SCENARIO_LIMIT));
            if (result.hasFailed()) {
                String events = String.join(
                        "\n", result.events().stream().map(DrillReport::line).toList());
                String checks = new CheckReport(name(), result.checks()).table();
                String failure = result.failure();
                throw new AssertionError("the scenario \"" + scenario + "\" failed"
                        + (failure == null ? "" : ": " + failure) + "\n\n" + events + "\n\n" + checks + "\n"
                        + SwarmDescription.of(client));
            }
        });
    }

    private Failure noScenario(String scenario) {
        List<String> names = labFile.scenarios().stream().map(Scenario::name).toList();
        return Failure.of(FailureKind.WRONG_INPUT, "the lab file has no scenario named \"" + scenario + "\"")
                .because(names.isEmpty() ? "it has no `scenarios`" : "it has " + String.join(", ", names));
    }

    private Checks checks() {
        return new Checks(client, labFile, parallel);
    }

    /** Brings the lab back to the state right after its creation: removes what tests created and repairs its nodes. */
    public void reset() {
        reset.run();
    }

    /** The nodes and the tasks of the swarm as tables, for messages. */
    public String describe() {
        return SwarmDescription.of(client);
    }

    void close() {
        dockerClients.close();
        client.close();
    }
}
