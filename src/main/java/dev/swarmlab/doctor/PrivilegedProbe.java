package dev.swarmlab.doctor;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a privileged container, as every node is one, and reads the facts about the engine's kernel in it. This is right
 * for engines on other hosts and in virtual machines too.
 *
 * @param finding whether privileged containers work
 * @param facts {@link KernelFacts#UNKNOWN} when no container ran
 */
record PrivilegedProbe(Finding finding, KernelFacts facts) {

    private static final String ID = "privileged";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** @param image a node image that the engine has; without one, no container runs */
    static PrivilegedProbe of(Engine engine, Optional<String> image) {
        if (image.isEmpty()) {
            return notTried("the engine has no node image yet");
        }
        try {
            Engine.ExecResult result = engine.executeInEphemeralContainer(
                    image.get(), Map.of(Labels.DOCTOR, "true"), KernelFacts.command("probe"), Deadline.in(TIMEOUT));
            return new PrivilegedProbe(
                    Finding.ok(ID, "a container of " + image.get() + " ran"), KernelFacts.parse(result.output()));
        } catch (EngineException exception) {
            return KnownMessage.PROGRAM_IS_MISSING.isIn(exception.text())
                    ? notTried("the image " + image.get() + " has no sleep command")
                    : new PrivilegedProbe(refused(exception.text()), KernelFacts.UNKNOWN);
        }
    }

    static PrivilegedProbe notTried(String reason) {
        return new PrivilegedProbe(
                Finding.unknown(
                        ID,
                        reason,
                        "Every node is a privileged container. This check needs a node image to run one.",
                        "Run swarmlab doctor again after swarmlab up FILE, which gets the images."),
                KernelFacts.UNKNOWN);
    }

    static Finding refused(String reason) {
        String fix;
        if (KnownMessage.USER_NAMESPACES_ARE_ON.isIn(reason)) {
            fix = "Remove userns-remap from /etc/docker/daemon.json on the engine's host and restart the engine.";
        } else if (KnownMessage.CAPABILITIES_ARE_MISSING.isIn(reason)) {
            fix = "The engine asks for capabilities that its host does not have. Docker 26 and newer don't need them:"
                    + " https://docs.docker.com/engine/install/";
        } else {
            fix = "Allow privileged containers on the engine, or name another engine with DOCKER_HOST.";
        }
        return Finding.failed(ID, reason, "Every node is a privileged container, so no node can start.", fix);
    }
}
