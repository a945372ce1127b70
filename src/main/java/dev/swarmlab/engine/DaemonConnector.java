package dev.swarmlab.engine;

import javax.net.ssl.SSLContext;

/** Opens connections to the daemons of nodes. */
@FunctionalInterface
public interface DaemonConnector {

    /** A connection with mutual TLS. Nothing is sent before the first question. */
    DaemonApi connect(String host, int port, SSLContext identity);
}
