package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NetworkDelay;
import dev.swarmlab.lab.Snapshots;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeAvailability;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes single nodes of a lab. */
@Command(
        name = "node",
        description = "Add, remove, stop, pause or cut off nodes, or change their roles.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  swarmlab node stop worker01 worker02",
            "  swarmlab node partition worker01",
            "  swarmlab node promote worker01",
            "  swarmlab node drain worker01",
            "",
            "Each command takes several nodes, and prints a line for each node that is done.",
            "Each command gives up after 2m, add and rm after 5m."
        })
final class NodeCommand implements UsesEngine {

    private static final String NODES = "Node names, as in manager or worker01.";

    /** The limit for a command with all its nodes. A node that stops may take 20 seconds, an election as long. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Console console;

    NodeCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "stop",
            description = "Stop nodes, as in a shutdown.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab node stop worker01",
                "  swarmlab node stop --force manager",
                "",
                "A node that does not stop within 20s is killed. stop refuses to stop managers",
                "without which the swarm has no quorum, unless --force is given."
            })
    int stop(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Option(names = "--force", description = "Stop managers even if the swarm loses its quorum.") boolean force,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run("stop", nodes, labOption, engineOptions, run -> {
            if (!force) {
                run.checkQuorum();
            }
            run.atTheSameTime("stopped", node -> run.actions().stop(node));
        });
    }

    @Command(
            name = "start",
            description = "Start stopped nodes, and resume paused ones.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab node start worker01",
                "",
                "start waits for the node's daemon, but not for the swarm."
            })
    int start(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run(
                "start",
                nodes,
                labOption,
                engineOptions,
                run -> run.atTheSameTime("running", node -> run.actions().start(node, run.deadline())));
    }

    @Command(
            name = "restart",
            description = "Stop nodes and start them again.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab node restart worker01",
                "",
                "A node that does not stop within 20s is killed."
            })
    int restart(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run(
                "restart",
                nodes,
                labOption,
                engineOptions,
                run -> run.atTheSameTime("running", node -> run.actions().restart(node, run.deadline())));
    }

    @Command(
            name = "kill",
            description = "Kill nodes, as in a power failure.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab node kill worker01",
                "",
                "To start a killed node again: swarmlab node start"
            })
    int kill(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run(
                "kill",
                nodes,
                labOption,
                engineOptions,
                run -> run.atTheSameTime("stopped", node -> run.actions().kill(node)));
    }

    @Command(
            name = "pause",
            description = "Pause nodes, as if their hosts hung.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab node pause worker01",
                "",
                "The swarm reports a paused node as down after some seconds."
            })
    int pause(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run(
                "pause",
                nodes,
                labOption,
                engineOptions,
                run -> run.atTheSameTime("paused", node -> run.actions().pause(node)));
    }

    @Command(
            name = "unpause",
            description = "Resume paused nodes.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  swarmlab node unpause worker01"})
    int unpause(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run(
                "unpause",
                nodes,
                labOption,
                engineOptions,
                run -> run.atTheSameTime("running", node -> run.actions().unpause(node, run.deadline())));
    }

    @Command(
            name = "partition",
            description = "Cut nodes off from the other nodes of the lab.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab node partition worker01",
                "  swarmlab node partition --force manager02 manager03",
                "",
                "The nodes that are named reach each other, but neither the other nodes nor the",
                "registry. The host still reaches all nodes. To end a partition, run swarmlab",
                "node heal; a restart of the node ends it, too. partition refuses to cut off",
                "managers if no part of the swarm has a quorum then, unless --force is given."
            })
    int partition(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Option(names = "--force", description = "Cut off managers even if the swarm loses its quorum.")
                    boolean force,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run("partition", nodes, labOption, engineOptions, run -> {
            if (!force) {
                run.checkQuorumOfPartition();
            }
            run.atTheSameTime("partitioned", node -> run.actions().partition(node, run.nodes()));
        });
    }

    @Command(
            name = "delay",
            description = "Delay what nodes send, as on a slow network.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab node delay worker01 --by 100ms",
                "  swarmlab node delay manager02 worker01 --by 1s --jitter 200ms --loss 0.5",
                "",
                "A second delay replaces the first. To end it, run swarmlab node heal; a restart",
                "of the node ends it, too. The node's image needs tc, and the kernel netem."
            })
    int delay(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Option(
                            names = "--by",
                            required = true,
                            paramLabel = "DELAY",
                            converter = DelayConverter.class,
                            description = "Delay of each packet, as in 100ms or 2s.")
                    Duration by,
            @Option(
                            names = "--jitter",
                            paramLabel = "DELAY",
                            converter = DelayConverter.class,
                            description = "How much longer or shorter a delay may be. Default: 0")
                    @Nullable
                    Duration jitter,
            @Option(
                            names = "--loss",
                            paramLabel = "PERCENT",
                            converter = PercentConverter.class,
                            description = "Packets to lose, as in 1%%. Default: 0")
                    @Nullable
                    BigDecimal loss,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        NetworkDelay delay = new NetworkDelay(by, jitter, loss);
        return run(
                "delay",
                nodes,
                labOption,
                engineOptions,
                run -> run.atTheSameTime("delayed", node -> run.actions().delay(node, delay)));
    }

    @Command(
            name = "heal",
            description = "End partitions and delays of nodes.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  swarmlab node heal worker01", "", "heal does not change other nodes."})
    int heal(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run(
                "heal",
                nodes,
                labOption,
                engineOptions,
                run -> run.atTheSameTime("healed", node -> run.actions().heal(node)));
    }

    @Command(
            name = "promote",
            description = "Make workers managers.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab node promote worker01 worker02",
                "",
                "promote waits until the managers count the node for their quorum."
            })
    int promote(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run("promote", nodes, labOption, engineOptions, run -> {
            run.oneByOne("a manager", node -> run.actions().promote(node, run.deadline()));
        });
    }

    @Command(
            name = "demote",
            description = "Make managers workers.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab node demote manager02",
                "",
                "demote refuses to leave the swarm without a manager or without a quorum."
            })
    int demote(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run("demote", nodes, labOption, engineOptions, run -> {
            run.checkQuorumOfDemotion();
            run.oneByOne("a worker", node -> run.actions().demote(node, run.deadline()));
        });
    }

    @Command(
            name = "drain",
            description = "Move the tasks of nodes to other nodes, and give them none.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab node drain worker01",
                "",
                "drain does not wait until the tasks have moved."
            })
    int drain(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run(
                "drain",
                nodes,
                labOption,
                engineOptions,
                run -> run.setAvailability(NodeAvailability.DRAIN, "drained"));
    }

    @Command(
            name = "activate",
            description = "Let drained nodes take tasks again.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  swarmlab node activate worker01", "", "Running tasks stay where they are."})
    int activate(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return run(
                "activate",
                nodes,
                labOption,
                engineOptions,
                run -> run.setAvailability(NodeAvailability.ACTIVE, "active"));
    }

    @Command(
            name = "add",
            description = "Add a node to the lab.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab node add",
                "  swarmlab node add --role manager",
                "",
                "add is the same as up with one more worker, or with two more managers, since",
                "their number must be odd. The number is kept with the lab as --set workers=N. An",
                "up without this option changes the lab back to its file."
            })
    int add(
            @Option(
                            names = "--role",
                            paramLabel = "worker|manager",
                            defaultValue = "worker",
                            description = "Role of the new node. Default: worker")
                    AddedRole role,
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = "5m",
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: 5m")
                    Duration timeout,
            @Mixin DiagnosticsOption diagnostics,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return new NodeCountRun(console, timeout, diagnostics, labOption, engineOptions).add(role.role());
    }

    @Command(
            name = "rm",
            description = "Remove the last nodes of a role from the lab.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab node rm worker03",
                "  swarmlab node rm manager02 manager03",
                "",
                "rm is the same as up with fewer nodes: their tasks move to other nodes, and",
                "their data is removed. Only the last workers and managers can be removed. The",
                "number is kept with the lab as --set workers=N."
            })
    int remove(
            @Parameters(paramLabel = "NODE", arity = "1..*", description = NODES) List<String> nodes,
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = "5m",
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: 5m")
                    Duration timeout,
            @Mixin DiagnosticsOption diagnostics,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        return new NodeCountRun(console, timeout, diagnostics, labOption, engineOptions)
                .remove(nodes.stream().distinct().toList());
    }

    private int run(
            String action, List<String> names, LabName labOption, EngineOptions engineOptions, Consumer<NodeRun> work) {
        Deadline deadline = Deadline.in(LIMIT);
        Progress progress = console.progress();
        Parallel parallel = engineOptions.parallel();
        String command = "swarmlab node " + action;
        try (Engine engine = engineOptions.openRunning(console)) {
            List<String> nodes = names.stream().distinct().toList();
            String lab =
                    checked(labOption.find(engine, parallel, command), nodes).name();
            progress.lab(lab);
            String shown = command + " " + String.join(" ", nodes);
            return LabLock.hold(engine, progress, lab, shown, deadline, () -> {
                // Another command may have changed the lab meanwhile.
                LabResources current = checked(LabResources.in(EngineSnapshot.of(engine, parallel), lab), nodes);
                try (LabClient client = LabClient.of(engine, current)) {
                    work.accept(NodeRun.of(client, nodes, deadline, parallel, progress));
                    return ExitCode.DONE.number();
                }
            });
        }
    }

    private static LabResources checked(LabResources lab, List<String> nodes) {
        nodes.forEach(name -> NodeSelection.existing(lab, name));
        Snapshots.mustBeRestored(lab);
        return lab;
    }
}
