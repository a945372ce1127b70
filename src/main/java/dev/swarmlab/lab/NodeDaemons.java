package dev.swarmlab.lab;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.swarm.NodeDaemon;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * The connections to the daemons of a lab's nodes, one for each node. A connection is opened when it is first needed.
 * Safe for use by several threads.
 */
public final class NodeDaemons implements AutoCloseable {

    private final Engine engine;
    private final CompletableFuture<SSLContext> identity;
    private final Map<String, NodeDaemon> daemons;
    private final boolean isBorrowed;

    private NodeDaemons(
            Engine engine,
            CompletableFuture<SSLContext> identity,
            Map<String, NodeDaemon> daemons,
            boolean isBorrowed) {
        this.engine = engine;
        this.identity = identity;
        this.daemons = daemons;
        this.isBorrowed = isBorrowed;
    }

    private static NodeDaemons of(Engine engine, CompletableFuture<SSLContext> identity) {
        return new NodeDaemons(engine, identity, new ConcurrentHashMap<>(), false);
    }

    /** The connections to a lab, with a client certificate of its authority, which may not be ready yet. */
    public static NodeDaemons by(Engine engine, CompletableFuture<LabAuthority> authority) {
        return of(engine, authority.thenApply(LabAuthority::clientContext));
    }

    /** The connections to a lab that exists, with a client certificate of the authority that its nodes keep. */
    static NodeDaemons of(Engine engine, LabResources lab) {
        SSLContext identity = authorityOf(engine, lab).clientContext();
        return of(engine, CompletableFuture.completedFuture(identity));
    }

    /** The same connections for another user. They stay open when it closes them. */
    NodeDaemons borrowed() {
        return new NodeDaemons(engine, identity, daemons, true);
    }

    /**
     * The certificate authority of a lab that exists.
     *
     * @throws Failure when the lab has no node
     */
    public static LabAuthority authorityOf(Engine engine, LabResources lab) {
        return authority(engine, lab)
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "the lab " + lab.name() + " has no node"));
    }

    /** The certificate authority that a lab's nodes keep; empty when none has it, as when no node was ever started. */
    public static Optional<LabAuthority> authority(Engine engine, LabResources lab) {
        return lab.nodes().stream()
                .flatMap(node -> engine.readFile(node.id(), NodeContainer.AUTHORITY_FILE).stream())
                .findFirst()
                .map(pem -> read(lab.name(), new String(pem, StandardCharsets.UTF_8)));
    }

    private static LabAuthority read(String lab, String pem) {
        try {
            return LabAuthority.fromPem(pem);
        } catch (IllegalArgumentException exception) {
            throw Failure.of(FailureKind.FAILED, "can't read the certificates of the lab " + lab)
                    .because("another version of swarmlab has created them")
                    .advise("Recreate the lab with: swarmlab down " + lab + ", then run swarmlab up again")
                    .causedBy(exception);
        }
    }

    NodeDaemon of(String node, String container, int port) {
        // A node that was recreated may have another port.
        return daemons.computeIfAbsent(
                node + ":" + port, name -> new NodeDaemon(engine.daemon(container, port, join(identity))));
    }

    NodeDaemon of(EngineContainer node) {
        return of(node.label(Labels.NODE), node.name(), Integer.parseInt(node.label(Labels.PORT)));
    }

    /** Waits for the value, and throws the exception with which its computation failed. */
    static <T> T join(CompletableFuture<T> inBackground) {
        try {
            return inBackground.join();
        } catch (CompletionException exception) {
            throw exception.getCause() instanceof RuntimeException cause ? cause : exception;
        }
    }

    @Override
    public void close() {
        if (!isBorrowed) {
            daemons.values().forEach(NodeDaemon::close);
        }
    }
}
