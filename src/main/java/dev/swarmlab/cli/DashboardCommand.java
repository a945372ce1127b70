package dev.swarmlab.cli;

import dev.swarmlab.console.Browser;
import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.dashboard.Access;
import dev.swarmlab.dashboard.ChecksWatcher;
import dev.swarmlab.dashboard.DashboardServer;
import dev.swarmlab.dashboard.LabsWatcher;
import dev.swarmlab.dashboard.Snapshot;
import dev.swarmlab.dashboard.StatePublisher;
import dev.swarmlab.dashboard.SwarmWatcher;
import dev.swarmlab.dashboard.Terminals;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmView;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.LabViewBuilder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows labs, or a swarm, on a live page in the browser. */
@Command(
        name = "dashboard",
        description = "Show labs live in the browser: nodes, tasks and recent events.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab dashboard",
            "  swarmlab dashboard stack --open",
            "  swarmlab dashboard --class quickstart",
            "  swarmlab dashboard -o json",
            "  swarmlab dashboard --bind 0.0.0.0",
            "  swarmlab dashboard quickstart --terminal",
            "",
            "For a class or several labs, the page begins with an overview: a tile for each",
            "lab shows how many checks pass. The dashboard changes nothing. Only this",
            "computer can open it, unless --bind names another address; then the link",
            "contains a token. With --terminal, whoever has the link can run every command",
            "in the nodes. Press Ctrl-C to end it."
        })
final class DashboardCommand implements Callable<Integer>, UsesEngine {

    private static final int DEFAULT_PORT = 9000;

    /** The ports to try, from the default port on, before any free port. Labs often publish the default port. */
    private static final int PORTS_TRIED = 10;

    private static final int LAST_PORT = 65_535;

    /** The limit of each check of the overview, which is repeated anyway. */
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(10);

    private static final String ADDRESSES =
            "Write --bind 0.0.0.0 for all addresses of this computer, or one of its addresses.";

    private final Console console;

    @Parameters(
            index = "0..*",
            paramLabel = "LAB",
            arity = "0..*",
            description = "Lab, its lab file, class, or pattern as in 'web-*'. Default: all labs")
    private List<String> arguments = List.of();

    @Mixin
    private LabArgumentOption labOption = new LabArgumentOption();

    @Mixin
    private GroupOptions group = new GroupOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the dashboard page. Default: 9000, or the next free port")
    private @Nullable Integer port;

    @Option(names = "--open", fallbackValue = "true", description = "Open the dashboard page in the browser.")
    private boolean open;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen on; 0.0.0.0 for all. Default: 127.0.0.1")
    private @Nullable String bind;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "Also let browsers use this host name for the dashboard page. Repeatable.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--no-token",
            fallbackValue = "true",
            description = "Require no token, even if --bind lets other computers connect.")
    private boolean noToken;

    @Option(
            names = "--terminal",
            fallbackValue = "true",
            description = "Offer shells in the nodes of one lab to those who have the link with its token.")
    private boolean terminal;

    @Option(
            names = "--daemon",
            paramLabel = "ADDRESS",
            description = "Show the swarm of the manager with this socket, as in unix:///var/run/docker.sock,"
                    + " instead of labs.")
    private @Nullable URI daemon;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            description = "Print the current state as table, json or yaml, and exit.")
    private @Nullable OutputFormat format;

    @Mixin
    private HeadersOption headers = new HeadersOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    DashboardCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Access access = access();
        List<String> names = labOption.namesOr(arguments, group.isGiven());
        LabSelection.Wanted wanted = group.wanted(names);
        if (daemon != null) {
            return ofSwarm(daemon, nameOfSwarm(names), access);
        }
        Parallel parallel = engineOptions.parallel();
        try (Engine engine = engineOptions.openRunning(console)) {
            List<LabResources> all = LabResources.allIn(EngineSnapshot.of(engine, parallel));
            boolean anyLab = names.isEmpty() && !group.isGiven() && !terminal;
            LabSelection.Group chosen = anyLab ? null : LabSelection.group(all, wanted, "swarmlab dashboard");
            if (terminal && chosen != null && chosen.isGroup()) {
                throw Failure.of(FailureKind.WRONG_INPUT, "--terminal needs one lab, not a group of labs")
                        .advise("Start a dashboard for each lab, as in: swarmlab dashboard "
                                + chosen.labs().get(0).name() + " --terminal");
            }
            if (format != null) {
                List<LabResources> shown = chosen != null
                        ? chosen.labs()
                        : all.stream().filter(lab -> !lab.isClass()).toList();
                return print(
                        format, shown.stream().map(lab -> view(engine, lab)).toList());
            }
            return ofLabs(engine, parallel, wanted, chosen, access);
        }
    }

    private String nameOfSwarm(List<String> names) {
        if (terminal) {
            throw Failure.of(FailureKind.WRONG_INPUT, "--terminal needs a lab, and --daemon shows a swarm")
                    .advise("Omit one of them.");
        }
        if (names.size() > 1 || group.isGiven()) {
            throw Failure.of(FailureKind.WRONG_INPUT, "--daemon shows one swarm, not a group of labs")
                    .advise("Omit --daemon, or name the swarm by one name.");
        }
        return names.isEmpty() ? "swarm" : names.get(0);
    }

    /** @param chosen the labs that exist now; null for all labs that exist at any time */
    private int ofLabs(
            Engine engine,
            Parallel parallel,
            LabSelection.Wanted wanted,
            LabSelection.@Nullable Group chosen,
            Access access)
            throws IOException {
        String only =
                chosen == null || chosen.isGroup() ? null : chosen.single().name();
        Predicate<LabResources> shown = chosen == null
                ? lab -> true
                : only == null ? wanted::includes : lab -> lab.name().equals(only);
        String fragment = chosen == null || only != null ? "" : fragment(chosen.labs());
        Terminals terminals = terminal && only != null ? Terminals.of(engine, only) : null;
        try (StatePublisher publisher = new StatePublisher();
                ChecksWatcher checks = only == null ? checks(engine, parallel, publisher) : null;
                LabsWatcher watcher = new LabsWatcher(engine, shown, publisher, checks)) {
            watcher.start();
            if (checks != null) {
                checks.start();
            }
            return serve(publisher, access, terminals, fragment);
        }
    }

    private ChecksWatcher checks(Engine engine, Parallel parallel, StatePublisher publisher) {
        LabFiles files = new LabFiles(console);
        return new ChecksWatcher(
                lab -> CheckableLab.of(engine, lab, files.of(lab, null), parallel, CHECK_LIMIT), publisher);
    }

    /** The part of the link that opens the overview: of the class if all labs belong to one, else of all labs. */
    private static String fragment(List<LabResources> labs) {
        Set<String> classes = labs.stream()
                .map(lab -> lab.student().map(Student::className).orElse(""))
                .collect(Collectors.toSet());
        String name = classes.iterator().next();
        return classes.size() == 1 && !name.isEmpty() ? "#class=" + name : "#overview";
    }

    /** For a lab that does not answer, a view with the error, so that the others are shown. */
    private static LabView view(Engine engine, LabResources lab) {
        try (LabClient opened = LabClient.of(engine, lab)) {
            return opened.labView();
        } catch (Failure | EngineException exception) {
            SwarmView nothing = new SwarmView(List.of(), List.of(), List.of());
            return new LabViewBuilder(lab.name())
                    .build(nothing, List.of(), lab.nodes(), String.valueOf(exception.getMessage()));
        }
    }

    private int ofSwarm(URI address, String swarm, Access access) throws IOException {
        NodeDaemon manager = new NodeDaemon(DockerJavaConnector.socket(address, console.engineCalls()));
        if (format != null) {
            try (manager) {
                return print(
                        format,
                        List.of(new LabViewBuilder(swarm).build(manager.view(), manager.networks(), List.of(), "")));
            }
        }
        try (StatePublisher publisher = new StatePublisher();
                SwarmWatcher watcher = SwarmWatcher.of(swarm, manager, publisher)) {
            watcher.start();
            return serve(publisher, access, null, "");
        }
    }

    private int print(OutputFormat wanted, List<LabView> labs) {
        console.out().print(Output.of(wanted, Snapshot.of(labs), () -> headers.of(Snapshot.table(labs))));
        return ExitCode.DONE.number();
    }

    /** @param fragment what the page shows first, as in {@code #overview}; empty for all labs */
    private int serve(StatePublisher publisher, Access access, @Nullable Terminals terminals, String fragment)
            throws IOException {
        publisher.start();
        try (Interruption interruption = Interruption.ofThisProcess();
                DashboardServer server = start(publisher, access, terminals)) {
            String link =
                    link(access, server.port()) + (terminals == null ? fragment : "#terminal=" + terminals.token());
            if (terminals != null && !access.address().isLoopbackAddress()) {
                console.say("swarmlab: the link and what is typed are sent without encryption; use a network that you"
                        + " trust, or a proxy with TLS");
            }
            console.out().println(link);
            console.out().flush();
            if (open) {
                openBrowser(link);
            }
            new CountDownLatch(1).await(); // until Ctrl-C
            interruption.tooLate();
            return ExitCode.DONE.number();
        } catch (InterruptedException end) {
            return ExitCode.INTERRUPTED.number();
        }
    }

    /** Reads and checks the options for access, before an engine is connected. */
    private Access access() {
        if (port != null && (port < 0 || port > LAST_PORT)) {
            throw Failure.of(FailureKind.WRONG_INPUT, "there is no port " + port)
                    .advise("Name a port from 1 to " + LAST_PORT + ", or omit --port to use a free port.");
        }
        InetAddress address = bind == null ? Access.local().address() : address(bind);
        Set<String> allowed = new TreeSet<>();
        names.forEach(each -> allowed.add(each.toLowerCase(Locale.ROOT)));
        boolean needsToken = !address.isLoopbackAddress() && !noToken;
        return new Access(address, allowed, needsToken ? Access.randomToken() : null);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException exception) {
            throw Failure.of(FailureKind.WRONG_INPUT, "there is no address " + text)
                    .advise(ADDRESSES)
                    .causedBy(exception);
        }
    }

    private DashboardServer start(StatePublisher publisher, Access access, @Nullable Terminals terminals)
            throws IOException {
        if (port != null) {
            try {
                return DashboardServer.start(publisher, access, terminals, port);
            } catch (BindException exception) {
                throw Failure.of(FailureKind.FAILED, "the dashboard can't listen on port " + port)
                        .because(exception.getMessage())
                        .advise("Name another port with --port, or omit --port to use a free port.")
                        .causedBy(exception);
            }
        }
        List<Integer> taken = new ArrayList<>();
        for (int next = DEFAULT_PORT; next < DEFAULT_PORT + PORTS_TRIED; next++) {
            try {
                return reported(taken, DashboardServer.start(publisher, access, terminals, next));
            } catch (BindException exception) {
                taken.add(next);
            }
        }
        try {
            return reported(taken, DashboardServer.start(publisher, access, terminals, 0));
        } catch (BindException exception) {
            throw Failure.of(FailureKind.FAILED, "the dashboard can't listen on " + bind)
                    .because(exception.getMessage())
                    .advise(ADDRESSES)
                    .causedBy(exception);
        }
    }

    private DashboardServer reported(List<Integer> taken, DashboardServer server) {
        taken.forEach(each -> console.say("swarmlab: port " + each + " is taken"));
        return server;
    }

    private static String link(Access access, int port) {
        InetAddress address = access.address();
        String host = address.isLoopbackAddress() || address.isAnyLocalAddress()
                ? "localhost"
                : address.getHostAddress().contains(":")
                        ? "[" + address.getHostAddress() + "]"
                        : address.getHostAddress();
        String token = access.token();
        return "http://" + host + ":" + port + "/" + (token == null ? "" : "?token=" + token);
    }

    private void openBrowser(String link) {
        try {
            Browser.open(link);
        } catch (IOException exception) {
            console.say("swarmlab: there is no browser to open; open the link yourself");
        }
    }
}
