package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.Subnet;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts nodes off from the other nodes of their lab, and delays what they send, with iptables and tc in their network
 * namespaces. The engine's host is the gateway of the lab's network and still reaches the node, so its daemon can be
 * used. A restart of a node creates a new network namespace, and so heals it, too.
 */
public final class NodeNetwork {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String PARTITIONED = "partitioned";

    private static final int NO_TOOL = 69;

    /** The iptables that works with this kernel, as the entrypoints of node images choose it. */
    static final String IPTABLES = """
            for tool in iptables iptables-legacy /usr/local/sbin/.iptables-legacy/iptables; do
                if command -v "$tool" >/dev/null && "$tool" -w -n -L INPUT >/dev/null 2>&1; then
                    found=$tool
                    break
                fi
            done
            if [ -z "$found" ]; then
                echo 'no iptables works'
                exit 69
            fi
            rule() {
                "$found" -w "$@"
            }
            """;

    /** Removes the rules of an earlier partition. Docker's own jumps to other chains stay. */
    private static final String REMOVE_RULES = """
            remove() {
                while rule -D "$@" 2>/dev/null; do :; done
            }
            remove INPUT ! -i lo -j SWARMLAB-FROM
            remove OUTPUT ! -o lo -j SWARMLAB-TO
            for forward in FORWARD DOCKER-USER; do
                remove $forward -j SWARMLAB-FROM
                remove $forward -j SWARMLAB-TO
            done
            for chain in SWARMLAB-FROM SWARMLAB-TO; do
                rule -F $chain 2>/dev/null && rule -X $chain
            done
            """;

    /**
     * Arguments: the subnet, then the addresses that stay reachable. Docker evaluates DOCKER-USER before its own rules
     * for published ports.
     */
    private static final String ADD_RULES = """
            set -e
            subnet=$1
            shift
            rule -N SWARMLAB-FROM
            rule -N SWARMLAB-TO
            for address; do
                rule -A SWARMLAB-FROM -s "$address" -j RETURN
                rule -A SWARMLAB-TO -d "$address" -j RETURN
            done
            rule -A SWARMLAB-FROM -s "$subnet" -j DROP
            rule -A SWARMLAB-TO -d "$subnet" -j DROP
            forward=FORWARD
            if rule -n -L DOCKER-USER >/dev/null 2>&1; then
                forward=DOCKER-USER
            fi
            rule -I $forward -j SWARMLAB-FROM
            rule -I $forward -j SWARMLAB-TO
            rule -I INPUT ! -i lo -j SWARMLAB-FROM
            rule -I OUTPUT ! -o lo -j SWARMLAB-TO
            """;

    private static final String IS_PARTITIONED =
            IPTABLES + "rule -n -L SWARMLAB-FROM >/dev/null 2>&1 && echo " + PARTITIONED + "; exit 0";

    /** Argument: the node's address. */
    private static final String DEVICE = """
            address=$1
            shift
            command -v tc >/dev/null || exit 69
            set -- $(ip -o -4 addr show to "$address") -- "$@"
            device=$2
            while [ "$1" != -- ]; do shift; done
            shift
            """;

    private static final String ADD_DELAY = DEVICE + "tc qdisc replace dev \"$device\" root netem \"$@\" 2>&1";

    private static final String REMOVE_DELAY = """
            command -v tc >/dev/null || exit 0
            """ + DEVICE + """
            case $(tc qdisc show dev "$device") in
                *netem*) tc qdisc del dev "$device" root 2>&1 ;;
            esac
            """;

    private final LabClient lab;

    NodeNetwork(LabClient lab) {
        this.lab = lab;
    }

    /**
     * Cuts a node off from the other nodes of the lab and from its registry.
     *
     * @param together nodes that it still reaches; may contain the node itself
     */
    void partition(EngineContainer node, List<EngineContainer> together) {
        Subnet subnet = subnet();
        List<String> arguments = new ArrayList<>(List.of(subnet.toString(), subnet.address(1)));
        together.stream().map(this::address).flatMap(Optional::stream).forEach(arguments::add);
        run(node, IPTABLES + REMOVE_RULES + ADD_RULES, arguments, "cut off");
    }

    /**
     * Delays what a node sends.
     *
     * @throws Failure when its image has no tc, or the kernel no netem
     */
    void delay(EngineContainer node, NetworkDelay delay) {
        List<String> arguments = new ArrayList<>(List.of(mustHaveAddress(node)));
        arguments.addAll(delay.netem());
        run(node, ADD_DELAY, arguments, "delay");
    }

    /** Removes exactly what {@link #partition} and {@link #delay} have set. */
    void heal(EngineContainer node) {
        run(node, IPTABLES + REMOVE_RULES + "exit 0", List.of(), "heal");
        run(node, REMOVE_DELAY, List.of(mustHaveAddress(node)), "heal");
    }

    /** Whether a running node was cut off. False if it can't be asked. */
    static boolean isPartitioned(Engine engine, EngineContainer node) {
        try {
            return engine.execute(node.id(), List.of("sh", "-c", IS_PARTITIONED), Deadline.in(PATIENCE))
                    .output()
                    .strip()
                    .equals(PARTITIONED);
        } catch (EngineException stoppedMeanwhile) {
            return false;
        }
    }

    private void run(EngineContainer node, String script, List<String> arguments, String verb) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(arguments);
        ExecResult result = lab.engine().execute(node.id(), command, Deadline.in(PATIENCE));
        if (result.exitCode() == 0) {
            return;
        }
        String output = result.output().strip();
        Failure failure = Failure.of(FailureKind.FAILED, "can't " + verb + " " + LabClient.nameOf(node));
        if (KnownMessage.NETEM_IS_MISSING.isIn(output)) {
            throw failure.because("the kernel of the engine's host has no netem: " + output)
                    .advise("Load the module on that host with: modprobe sch_netem");
        }
        if (result.exitCode() == NO_TOOL) {
            throw verb.equals("delay")
                    ? failure.because("its image has no tc")
                            .advise("On Alpine, install it with: swarmlab exec --lab " + lab.name() + " "
                                    + LabClient.nameOf(node) + " -- apk add iproute2-tc iproute2-minimal")
                    : failure.because(output);
        }
        throw failure.because(output.isEmpty() ? "the command in the node ended with " + result.exitCode() : output);
    }

    private Subnet subnet() {
        String network = LabNames.network(lab.name());
        return lab.engine().networks().stream()
                .filter(known -> known.name().equals(network))
                .flatMap(known -> known.subnets().stream())
                .map(Subnet::parse)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "the lab " + lab.name() + " has no network")
                        .advise("Repair the lab with: swarmlab up FILE"));
    }

    private Optional<String> address(EngineContainer node) {
        return Optional.ofNullable(node.addresses().get(LabNames.network(lab.name())));
    }

    private String mustHaveAddress(EngineContainer node) {
        return address(node).orElseThrow(() -> Failure.of(
                        FailureKind.FAILED, LabClient.nameOf(node) + " is not in the network of the lab")
                .advise("Repair the lab with: swarmlab up FILE"));
    }
}
