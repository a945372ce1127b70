package dev.swarmlab.engine;

import dev.swarmlab.readiness.Deadline;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The outer engine: the Docker engine on which the containers of labs run. It has the operations that swarmlab needs,
 * under Docker's own names.
 *
 * <p>Containers are named by id or name. Implementations can be used by several threads at once. Every method may throw
 * {@link EngineException}.
 */
public interface Engine extends AutoCloseable {

    /** As in {@code unix:///var/run/docker.sock}. */
    String address();

    /**
     * Whether the loopback of this engine's host is the loopback of this process. A socket alone proves nothing: the
     * host that the engine reports must be this one.
     */
    boolean isLocal();

    /** Does nothing when the engine answers. */
    void ping();

    EngineInfo info();

    EngineVersion version();

    // Reading

    /** All containers that have the label with this value, running or not. */
    List<EngineContainer> containers(String label, String value);

    /** All containers of the engine, running or not. */
    List<EngineContainer> containers();

    List<EngineNetwork> networks();

    List<EngineVolume> volumes();

    Optional<EngineImage> image(String reference);

    /** All images except those that are only layers of others. */
    List<ListedImage> images();

    /**
     * The steps of the build of an image, the last one first.
     *
     * @param image its id or a reference
     */
    List<ImageHistoryEntry> imageHistory(String image);

    /**
     * The disk space that the engine uses; empty when it needs more than a few seconds to find out. The engine reads
     * the folders of all containers and volumes for this.
     */
    Optional<DiskUsage> diskUsage();

    /**
     * Calls {@code onChange} for each event of a container with the label. Returns when the engine ends the stream.
     *
     * @param label its key; the value may be any
     */
    void followContainers(String label, Runnable onChange);

    /**
     * The events of the last time about containers, networks and volumes, the oldest first, see {@link
     * EngineEvent#last}.
     */
    List<EngineEvent> events(Duration time);

    // Images

    /** @param reference without a tag it means {@code latest}, here and in the methods below */
    void pull(String reference, Deadline deadline);

    /**
     * Creates an image from a root filesystem.
     *
     * @param tar the root filesystem
     * @param changes Dockerfile instructions, as in {@code ENTRYPOINT ["sh"]}
     */
    void importImage(Path tar, String reference, List<String> changes);

    /**
     * Builds an image.
     *
     * @param folder the build context, with a Dockerfile
     * @param reference the name of the image
     */
    void build(
            Path folder,
            Map<String, String> arguments,
            String reference,
            Map<String, String> labels,
            Deadline deadline);

    void tag(String reference, String newReference);

    /**
     * Pushes an image to the registry that its reference names. From an image for several platforms it pushes all if
     * the engine has all, else the engine's own platform.
     *
     * @return the digest that the registry then reports for the reference, as in {@code sha256:…}
     */
    String push(String reference, Deadline deadline);

    /**
     * An archive of images with their names, in the format of {@code docker save}. There is no time limit. The caller
     * closes the stream, whose end throws {@link EngineException} when the archive is not complete.
     */
    InputStream saveImages(List<String> references);

    /**
     * Loads the images of an archive. There is no time limit.
     *
     * @param archive in the format of {@code docker save}; may be compressed
     * @return their names, as in {@code swarmlab/echo:latest}; the id of an image without a name
     */
    List<String> loadImages(InputStream archive);

    /**
     * Removes a name of an image, and the image with its last name. The engine refuses this for an image that a
     * container uses.
     *
     * @param reference the id for an image without a name
     */
    void removeImage(String reference);

    // Creating

    /** Returns the network's id. */
    String createNetwork(NetworkSpecification network);

    /**
     * Connects a container to one more network.
     *
     * @param address its static IPv4 address in that network
     * @param alias one more name that the network's DNS resolves to it
     */
    void connect(String network, String container, String address, String alias);

    /** Keeps an existing volume of that name, with its labels. */
    void createVolume(String name, Map<String, String> labels);

    /** Creates a container without starting it, and returns its id. */
    String createContainer(ContainerSpecification container);

    /**
     * Creates a container without a network whose only process sleeps, to run commands in it, and returns its id. The
     * engine removes it when the process ends.
     */
    String createEphemeralContainer(EphemeralContainer container);

    /** Copies files into a container, which may be stopped. */
    void copyInto(String container, List<ContainerFile> files);

    /** The content of a file in a container, which may be stopped; empty when there is no such file. */
    Optional<byte[]> readFile(String container, String path);

    /** What a path in a container is; empty when nothing has this path. The container may be stopped. */
    Optional<ContainerPath> find(String container, String path);

    /**
     * The tar archive of a file or folder of a container, which may be stopped. The names in it begin with the last name
     * of the path. There is no time limit. The caller closes the stream.
     */
    InputStream readArchive(String container, String path);

    /**
     * Extracts a tar archive in a folder of a container, which may be stopped. There is no time limit. A folder is not
     * replaced by a file, and no file by a folder.
     */
    void writeArchive(String container, String folder, InputStream tar);

    /** The differences between a container's root filesystem and its image, also of a stopped container. */
    List<FileChange> changes(String container);

    void start(String container);

    void stop(String container, int graceSeconds);

    /** Sends SIGKILL to a container's processes. */
    void kill(String container);

    /** Pauses a container's processes. */
    void pause(String container);

    /** Resumes a paused container. */
    void unpause(String container);

    // Inspecting and running commands

    EngineContainer container(String idOrName);

    ContainerSettings settings(String container);

    /**
     * The mounts of a container, however they were requested. The source is a path on the engine's host for volumes
     * too. Mounts without a source, as in memory, are omitted.
     */
    List<ContainerMount> mountsOnHost(String container);

    /** The last lines of a container's standard output and standard error. */
    String logs(String container, int lines);

    /**
     * Copies what a container's process wrote, the oldest line first, and returns at its end.
     *
     * @param selection which part of it
     */
    void copyLogs(String container, LogSelection selection, OutputStream out, OutputStream err);

    /**
     * Runs a command in a container, without input, and waits for its end.
     *
     * @throws EngineException also when the command has not ended by the deadline, see
     *     {@link EngineException#isTooLate}
     */
    ExecResult execute(String container, List<String> command, Deadline deadline);

    /**
     * Runs a command in a new privileged container without a network, and removes the container. If this process is
     * killed before that, the engine removes the container within 30 seconds.
     *
     * @param image an image that the engine has and that contains {@code sleep}; its entrypoint is not run
     */
    ExecResult executeInEphemeralContainer(
            String image, Map<String, String> labels, List<String> command, Deadline deadline);

    /** Runs a command in a container with the given streams, and returns its exit code. */
    int executeInteractively(String container, InteractiveExec command);

    /**
     * A client of the daemon of a node. It connects with the first request.
     *
     * @param container the node's container
     * @param port the port of the daemon on the loopback of the engine's host, with mutual TLS
     * @param identity the client's certificate and the certificate authority that it trusts
     */
    EngineApi daemon(String container, int port, SSLContext identity);

    // Removing: it is no error when the object does not exist

    /** Removes a container, running or not, with its anonymous volumes. */
    void removeContainer(String container);

    /** Disconnects a container from a network, also when it is stopped. No error when it is not connected. */
    void disconnect(String network, String container);

    void removeNetwork(String network);

    void removeVolume(String volume);

    /** The result of a command: its exit code, and its standard output and standard error together. */
    record ExecResult(int exitCode, String output) {}

    /**
     * A command with its streams.
     *
     * @param in its standard input; null for none
     * @param terminal the size of the command's terminal; null for none
     */
    record InteractiveExec(
            List<String> command,
            @Nullable InputStream in,
            OutputStream out,
            OutputStream err,
            @Nullable TerminalSize terminal) {}

    /**
     * A part of a container's log.
     *
     * @param follow whether to wait for new lines, until the container stops
     * @param since only lines that are newer, to the second; null for all
     * @param tail only so many of the last lines; null for all
     */
    record LogSelection(
            boolean follow,
            @Nullable Instant since,
            @Nullable Integer tail) {}

    /** The size of a terminal in characters. */
    record TerminalSize(int columns, int rows) {}

    @Override
    void close();
}
