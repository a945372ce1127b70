package dev.swarmlab.access;

import dev.swarmlab.certificate.KeyPairInPem;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.labfile.BindAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a student needs to use a lab with the docker CLI of another computer, without access to the engine: an address
 * and a client certificate, which opens this lab only.
 *
 * @param address of a manager, as in {@code tcp://192.0.2.10:20345}
 * @param others the addresses of the other managers, for the case that this one does not answer
 * @param context the name of the Docker context in the instructions
 * @param authority the certificate of the lab's CA, in PEM
 * @param client the client's certificate and key
 * @param until the end of the certificate's validity
 */
public record AccessBundle(
        String lab,
        URI address,
        List<URI> others,
        String context,
        String authority,
        KeyPairInPem client,
        Instant until) {

    /**
     * Issues a client certificate for a lab.
     *
     * @param manager a running manager of the lab, to which the student connects
     * @param chosen an address that the user has chosen; null for that of the lab
     * @throws Failure when other computers can't reach the manager
     */
    public static AccessBundle issue(
            Engine engine,
            LabResources lab,
            EngineContainer manager,
            @Nullable BindAddress chosen,
            String context,
            Duration validity) {
        PublishedEndpoint endpoint = PublishedEndpoint.of(engine, lab, manager, chosen);
        LabAuthority authority = NodeDaemons.authorityOf(engine, lab);
        endpoint.problem(authority).ifPresent(problem -> {
            throw Failure.of(
                            FailureKind.FAILED,
                            "the daemon of " + endpoint.node() + " can't be reached at " + endpoint.uri())
                    .because(problem)
                    .advise("Name an address of the engine's host that this computer can reach too,"
                            + " and open the port in its firewall.");
        });
        List<URI> others = lab.managers().stream()
                .filter(each -> each.isRunning() && !each.equals(manager))
                .map(each -> PublishedEndpoint.of(engine, lab, each, chosen).uri())
                .toList();
        return new AccessBundle(
                lab.name(),
                endpoint.uri(),
                others,
                context,
                authority.certificatePem(),
                authority.clientForOthers(validity),
                Instant.now().plus(validity));
    }
}
