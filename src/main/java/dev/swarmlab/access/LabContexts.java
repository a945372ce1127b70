package dev.swarmlab.access;

import dev.swarmlab.engine.DockerContexts;
import dev.swarmlab.engine.DockerContexts.DockerContext;
import dev.swarmlab.engine.LabContext;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Program;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Docker contexts of labs. The docker CLI creates and removes them. The list is read from its files, so that a user
 * without contexts never waits for the docker CLI.
 */
public final class LabContexts {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Variables that select the docker CLI's engine. Managing contexts does not need them; they may be outdated. */
    private static final List<String> ENGINE_VARIABLES =
            List.of("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");

    private final DockerContexts contexts;
    private final SearchPath searchPath;

    LabContexts(DockerContexts contexts, SearchPath searchPath) {
        this.contexts = contexts;
        this.searchPath = searchPath;
    }

    /** The contexts of the user with these environment variables. */
    public static LabContexts of(Map<String, String> environment) {
        return new LabContexts(DockerContexts.of(environment), SearchPath.of(environment));
    }

    /** All contexts of labs, on any engine. */
    public List<LabContext> all() {
        return contexts.all().stream()
                .flatMap(context -> LabContext.in(context).stream())
                .toList();
    }

    /**
     * Creates a context, or updates the one with that name.
     *
     * @throws Failure when the name belongs to another lab or to a context that swarmlab did not create, or when the
     *     docker CLI is missing or fails
     */
    public void put(LabContext context, NodeEndpoint nodeEndpoint) {
        boolean exists = contexts.find(context.name())
                .filter(found -> isOurs(found, context))
                .isPresent();
        docker(
                "creating the Docker context " + context.name(),
                List.of(
                        "context",
                        exists ? "update" : "create",
                        context.name(),
                        "--description",
                        context.description(),
                        "--docker",
                        endpoint(nodeEndpoint)));
    }

    /** Removes contexts, including the current one. */
    public void remove(List<LabContext> removed) {
        List<String> names = removed.stream().map(LabContext::name).toList();
        if (!names.isEmpty()) {
            List<String> arguments = new ArrayList<>(List.of("context", "rm", "--force"));
            arguments.addAll(names);
            docker("removing the Docker context " + String.join(", ", names), arguments);
        }
    }

    /** The context chosen with {@code docker context use}; empty when none was chosen. */
    public Optional<String> current() {
        return contexts.current();
    }

    private static boolean isOurs(DockerContext found, LabContext wanted) {
        Optional<LabContext> lab = LabContext.in(found);
        if (lab.isEmpty()) {
            throw taken(found.name(), "swarmlab did not create it", "docker context rm " + found.name());
        }
        if (!lab.get().lab().equals(wanted.lab())) {
            String owner = lab.get().lab();
            throw taken(found.name(), "it belongs to the lab " + owner, "swarmlab context rm " + owner);
        }
        return true;
    }

    private static Failure taken(String name, String reason, String removal) {
        return Failure.of(FailureKind.FAILED, "another Docker context has the name " + name)
                .because(reason)
                .advise("If you don't need it, remove it: " + removal);
    }

    /** In the format of the docker CLI: one line of comma-separated values (RFC 4180). */
    private static String endpoint(NodeEndpoint nodeEndpoint) {
        Path certificates = nodeEndpoint.certificates();
        return Stream.of(
                        "host=" + nodeEndpoint.address(),
                        "ca=" + certificates.resolve(ClientCertificates.AUTHORITY),
                        "cert=" + certificates.resolve(ClientCertificates.CERTIFICATE),
                        "key=" + certificates.resolve(ClientCertificates.KEY))
                .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }

    private void docker(String what, List<String> arguments) {
        Path program = searchPath.find("docker").orElseThrow(() -> Failure.of(FailureKind.FAILED, what + " failed")
                .because("there is no docker command on PATH")
                .advise("Install Docker's command-line client (on Debian the package docker-cli)."
                        + " Without it, use: swarmlab docker -- node ls"));
        Map<String, String> environment = ENGINE_VARIABLES.stream().collect(Collectors.toMap(name -> name, name -> ""));
        try {
            Path log = Files.createTempFile("swarmlab-docker", ".log");
            Program.of(program.toString())
                    .with(arguments)
                    .with(environment)
                    .with(Map.of("DOCKER_CONFIG", contexts.folder().toString()))
                    .run(what, log, Deadline.in(PATIENCE));
            Files.delete(log);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, what + " failed")
                    .because(exception.toString())
                    .causedBy(exception);
        }
    }
}
