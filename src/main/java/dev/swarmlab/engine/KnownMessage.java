package dev.swarmlab.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of Docker, its container runtime and ssh by which swarmlab recognises something that they report in no
 * other way. No other class compares such texts. A constant names what the text means; its comment names who writes it,
 * and the versions where that matters. {@code KnownMessageTest} has an example of each.
 */
public enum KnownMessage {

    // The outer engine

    /** dockerd: another program or container has the port of the host. */
    PORT_IS_TAKEN("port is already allocated|(port|address) already in use"),

    /** dockerd: another container publishes the port of the host. */
    PORT_IS_ALLOCATED("port is already allocated"),

    /** dockerd: the subnet of a new network overlaps that of another one. */
    SUBNET_OVERLAPS("overlap"),

    /** dockerd, with status 409: another request removes the container. */
    REMOVAL_IS_IN_PROGRESS("already in progress"),

    /** dockerd: the container is not, or no longer, connected to the network. */
    NOT_CONNECTED("is not connected to"),

    /** dockerd: the source of a bind mount does not exist on the engine's host. */
    BIND_SOURCE_IS_MISSING("bind source path does not exist"),

    /** The kernel, through any program of Docker, or Java. */
    DISK_IS_FULL("[Nn]o space left on device"),

    // The container runtime

    /** runc: the engine asks for capabilities that its host does not have. */
    CAPABILITIES_ARE_MISSING("unable to apply caps"),

    /** The kernel, through runc. */
    IS_NOT_PERMITTED("operation not permitted"),

    /** dockerd: it has {@code userns-remap}, with which no container is privileged. */
    USER_NAMESPACES_ARE_ON("user namespace"),

    /** runc: the image does not have the program. */
    PROGRAM_IS_MISSING("executable file not found"),

    /** runc: its process in the container ended before it ran the command (runc issues 1547 and 2662). */
    COMMAND_NEVER_STARTED("(?s)^OCI runtime exec failed.*read init-p: connection reset by peer"),

    // Images

    /** dockerd, at the end of a pull: the digest of the manifest, or of the index, that it fetched. */
    PULLED("^Digest: (\\S+)"),

    /**
     * dockerd with the containerd image store, at the end of a push, as in {@code latest: digest: sha256:… size: 405}.
     */
    PUSHED("^\\S+: digest: (sha256:[0-9a-f]{64}) size: \\d+$"),

    /** dockerd, for each image of an archive that it has loaded. */
    LOADED("^Loaded image(?: ID)?: (\\S+)"),

    /** dockerd, on a load: classic image store to version 27, version 28, containerd image store. */
    IS_NO_IMAGE_ARCHIVE("/repositories: no such file or directory|does not contain a manifest\\.json"
            + "|unrecognized image format"),

    /** dockerd with the containerd image store, on a push: it does not have all platforms of the index. */
    PLATFORM_IS_MISSING("missing content|multiple matching manifests|manifest list/index which references multiple"),

    /** dockerd, on a push: the registry has not opened its port yet, or closes the connection. */
    REGISTRY_IS_NOT_LISTENING("connection refused|connection reset|server closed idle connection|EOF|broken pipe"),

    /** dockerd in the error of a task: it neither has the image nor can pull it; the last text is that of Docker 29. */
    IMAGE_IS_MISSING("No such image|manifest unknown|pull access denied|failed to resolve reference"),

    /** A credential helper of the docker CLI: the user is not logged in to the registry. */
    LOGIN_IS_MISSING("credentials not found"),

    // Swarm

    /** dockerd, on a join: it did not end within 20 seconds and goes on in the background. */
    JOIN_GOES_ON("Timeout was reached"),

    /** dockerd, on a join: the node is in a swarm, or still joins one. */
    IS_IN_A_SWARM("already part of a swarm"),

    /** swarmkit, on an update: somebody else has changed the object since it was read. */
    CHANGED_MEANWHILE("out of sequence"),

    /** swarmkit in the error of a task that waits. */
    NO_NODE_IS_SUITABLE("^no suitable node"),

    // One line of the log of a node's daemon

    /** dockerd, containerd or the node's start script: why it ended. */
    LOG_FATAL("level=fatal|^failed to|^panic:"),

    /** dockerd or containerd. */
    LOG_ERROR("level=error|rror:"),

    /**
     * dockerd and containerd: errors that they log in a node that works, on kernels without some module, and about
     * images (Docker 29).
     */
    LOG_HARMLESS("failed to validate image signature|error reading the kernel parameter|set bridge default vlan failed"
            + "|Error handling plugin refcount operation|unexpected HTTP error handling|TLS handshake error"),

    // iproute2

    /** tc: the kernel has no qdisc netem, in the words of iproute2 since 4.20 and before. */
    NETEM_IS_MISSING("qdisc kind is unknown|RTNETLINK answers: No such file or directory"),

    // ssh

    /** The multiplexing client of OpenSSH: the server permits no more sessions on this connection. */
    SSH_SESSION_IS_REFUSED("Session open refused by peer"),

    /** The shell on the other host, as in {@code sh: 1: docker: not found} or {@code command not found: docker}. */
    DOCKER_COMMAND_IS_MISSING("(?s)docker.*not found|not found.*docker");

    private final Pattern pattern;

    /** @param pattern what a text must contain; case matters */
    KnownMessage(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    public boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    /**
     * The value that the text reports, as in {@link #PULLED} a digest; empty when it is another text.
     */
    public Optional<String> valueIn(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
