package dev.swarmlab.engine;

import dev.swarmlab.readiness.Deadline;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The outer engine: the Docker that carries the labs as containers. Only what a lab needs of it, in Docker's own words.
 *
 * <p>Every method may throw {@link EngineException}.
 */
public interface Engine extends AutoCloseable {

    /** Where this engine is, as in {@code unix:///var/run/docker.sock}. */
    String address();

    /**
     * Whether this engine's loopback is the loopback of the process that asks. A socket alone proves nothing: the engine
     * must say of itself that it runs on this host.
     */
    boolean isLocal();

    /** Asks whether the engine answers at all. */
    void ping();

    EngineInfo info();

    // What is there

    /** Every container, running or not, that carries the label with that value. */
    List<EngineContainer> containers(String label, String value);

    /** Every container on this engine, running or not. */
    List<EngineContainer> containers();

    List<EngineNetwork> networks();

    List<EngineVolume> volumes();

    Optional<EngineImage> image(String reference);

    /**
     * Says each time that something happens to a container with the label, until the engine ends the stream.
     *
     * @param label a key, whatever its value
     */
    void followContainers(String label, Runnable something);

    // Images

    /** Pulls an image by its full reference. */
    void pull(String reference, Deadline deadline);

    /** Makes an image of a root filesystem in a tar file. {@code changes} are Dockerfile instructions. */
    void importImage(Path tar, String reference, List<String> changes);

    /** Builds the Dockerfile in a folder. */
    void build(
            Path folder,
            Map<String, String> arguments,
            String reference,
            Map<String, String> labels,
            Deadline deadline);

    void tag(String reference, String newReference);

    /**
     * Pushes an image to the registry that its reference names. Of an image for several platforms it pushes those that the
     * engine has: all, or the engine's own.
     *
     * @param reference with a tag
     * @return the digest that the registry has under the reference now, as in {@code sha256:…}
     */
    String push(String reference, Deadline deadline);

    void removeImage(String reference);

    // Making a lab

    /** @return the network's id */
    String createNetwork(NetworkSpecification network);

    void createVolume(String name, Map<String, String> labels);

    /** @return the container's id */
    String createContainer(ContainerSpecification container);

    /** Unpacks files into a container, which need not run. */
    void copyInto(String container, List<ContainerFile> files);

    /** Reads one file out of a container, which need not run. */
    Optional<byte[]> readFile(String container, String path);

    void start(String container);

    void stop(String container, int graceSeconds);

    /** Ends a container's processes at once. */
    void kill(String container);

    /** Freezes a container's processes. */
    void pause(String container);

    /** Lets a container go on that was paused. */
    void unpause(String container);

    // Looking closer

    EngineContainer container(String idOrName);

    /** The last lines that a container's process wrote. */
    String logs(String container, int lines);

    /** Runs a command in a container without input and waits for its end. */
    ExecResult execute(String container, List<String> command, Deadline deadline);

    /**
     * Runs a command in a new privileged container that has a network namespace of its own with nothing in it, and
     * removes the container. Should this process be killed before that, the engine removes it within seconds.
     *
     * @param image on the engine already, with {@code sleep} in it; its entrypoint is not run
     */
    ExecResult executeInPassingContainer(
            String image, Map<String, String> labels, List<String> command, Deadline deadline);

    /** Runs a command in a container with the given streams, see {@link InteractiveExec}. */
    int executeInteractively(String container, InteractiveExec command);

    /**
     * A connection to the daemon of a node. Nothing is sent before the first question.
     *
     * @param container the node's container
     * @param port where the daemon is published on the loopback of the engine's host, with mutual TLS
     * @param identity what the client shows, and whom it trusts
     */
    EngineApi daemon(String container, int port, SSLContext identity);

    // Removing: none of these minds that the thing is already gone

    void removeContainer(String container);

    void removeNetwork(String network);

    void removeVolume(String volume);

    /** What {@link #execute} gives back. */
    record ExecResult(int exitCode, String output) {}

    /**
     * A command with streams of its own.
     *
     * @param in what the command reads; null when it reads nothing
     * @param terminal the size of the user's terminal when the command shall have one; null when not
     */
    record InteractiveExec(
            List<String> command,
            @Nullable InputStream in,
            OutputStream out,
            OutputStream err,
            @Nullable TerminalSize terminal) {}

    /** The size of a terminal in characters. */
    record TerminalSize(int columns, int rows) {}

    @Override
    void close();
}
