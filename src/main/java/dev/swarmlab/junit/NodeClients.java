package dev.swarmlab.junit;

import com.github.dockerjava.api.DockerClient;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.parallel.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The clients of docker-java for a lab's nodes: one for each node that a test asks for. */
final class NodeClients {

    private final LabClient lab;
    private final Map<Integer, DockerClient> clients = new ConcurrentHashMap<>();
    private @Nullable SSLContext identity;

    NodeClients(LabClient lab) {
        this.lab = lab;
    }

    /** @param node the name of the node; a node that was created again may have another port */
    DockerClient of(String node) {
        EngineContainer container = lab.node(node);
        int port = Integer.parseInt(container.label(Labels.PORT));
        return clients.computeIfAbsent(port, each -> DockerJavaConnector.nodeClient(each, identity()));
    }

    private synchronized SSLContext identity() {
        if (identity == null) {
            LabResources resources = LabResources.in(EngineSnapshot.of(lab.engine(), new Parallel(false)), lab.name());
            identity = NodeDaemons.authorityOf(lab.engine(), resources).clientContext();
        }
        return identity;
    }

    void close() {
        for (DockerClient client : clients.values()) {
            try {
                client.close();
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }
}
