package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The certificate with which a node takes part in the swarm. It has the role of the node, and a demoted manager gets a
 * new one some time after it has lost its vote. If its daemon starts again before, it joins the managers a second time
 * (moby/swarmkit#1991).
 */
final class NodeCertificate {

    private static final String FILE = "/var/lib/docker/swarm/certificates/swarm-node.crt";
    private static final String MANAGER = "OU=swarm-manager";

    private NodeCertificate() {}

    /** Whether it has the role of a manager. False when it can't be read. */
    static boolean isOfManager(Engine engine, EngineContainer node) {
        return engine.readFile(node.id(), FILE)
                .flatMap(NodeCertificate::parsed)
                .filter(certificate ->
                        certificate.getSubjectX500Principal().getName().contains(MANAGER))
                .isPresent();
    }

    /** The first certificate of the file. Empty while the daemon writes the file. */
    private static Optional<X509Certificate> parsed(byte[] file) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(file)));
        } catch (CertificateException incomplete) {
            return Optional.empty();
        }
    }
}
