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
 * Runs a privileged container, as every node is one, and looks at the engine's kernel from it: the only view that is
 * right for engines on other machines and in virtual machines too.
 *
 * @param finding whether privileged containers work
 * @param facts what the container saw
 */
record PrivilegedProbe(Finding finding, KernelFacts facts) {

    private static final String ID = "privileged";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @param image one that the engine has; when empty, nothing is run */
    static PrivilegedProbe of(Engine engine, Optional<String> image) {
        if (image.isEmpty()) {
            return notTried("the engine has no image of a node yet");
        }
        try {
            Engine.ExecResult result = engine.executeInPassingContainer(
                    image.get(), Map.of(Labels.DOCTOR, "true"), KernelFacts.command("probe"), Deadline.in(PATIENCE));
            return new PrivilegedProbe(
                    Finding.ok(ID, "a container of " + image.get() + " ran"), KernelFacts.parse(result.output()));
        } catch (EngineException exception) {
            return KnownMessage.PROGRAM_IS_MISSING.isIn(exception.text())
                    ? notTried("the image " + image.get() + " has no sleep to try it with")
                    : new PrivilegedProbe(refused(exception.text()), KernelFacts.UNKNOWN);
        }
    }

    static PrivilegedProbe notTried(String reason) {
        return new PrivilegedProbe(
                Finding.unknown(
                        ID,
                        reason,
                        "Every node is a privileged container; whether the engine allows them can be tried with an"
                                + " image only.",
                        "swarmlab up FILE gets the images; ask again then."),
                KernelFacts.UNKNOWN);
    }

    static Finding refused(String reason) {
        String fix;
        if (KnownMessage.USER_NAMESPACES_ARE_ON.isIn(reason)) {
            fix = "Remove userns-remap from /etc/docker/daemon.json on the engine's host and restart the engine.";
        } else if (KnownMessage.CAPABILITIES_ARE_MISSING.isIn(reason)) {
            fix = "The engine demands capabilities that its host lacks. Docker 26 and newer do without those."
                    + " https://docs.docker.com/engine/install/";
        } else {
            fix = "Allow privileged containers where the engine runs, or name another engine with DOCKER_HOST.";
        }
        return Finding.failed(ID, reason, "Every node is a privileged container: without them there is no lab.", fix);
    }
}
