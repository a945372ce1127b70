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
 * The Docker contexts that lead to labs. The docker CLI makes and removes them; which there are is read from its files,
 * so that nothing waits for it where there is none.
 */
public final class LabContexts {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What says where the docker CLI finds its engine. None of it matters here, and some may be out of date. */
    private static final List<String> IRRELEVANT =
            List.of("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");

    private final DockerContexts contexts;
    private final SearchPath searchPath;

    LabContexts(DockerContexts contexts, SearchPath searchPath) {
        this.contexts = contexts;
        this.searchPath = searchPath;
    }

    /** Those of the user with that environment. */
    public static LabContexts of(Map<String, String> environment) {
        return new LabContexts(DockerContexts.of(environment), SearchPath.of(environment));
    }

    public List<LabContext> all() {
        return contexts.all().stream()
                .flatMap(context -> LabContext.in(context).stream())
                .toList();
    }

    /** Makes a context, or brings the one of that name in line. */
    public void put(LabContext context, NodeEndpoint nodeEndpoint) {
        boolean exists = contexts.find(context.name())
                .filter(found -> isOurs(found, context))
                .isPresent();
        docker(
                "making the Docker context " + context.name(),
                List.of(
                        "context",
                        exists ? "update" : "create",
                        context.name(),
                        "--description",
                        context.description(),
                        "--docker",
                        endpoint(nodeEndpoint)));
    }

    /** Removes contexts, the one in use too: it leads nowhere. */
    public void remove(List<LabContext> removed) {
        List<String> names = removed.stream().map(LabContext::name).toList();
        if (!names.isEmpty()) {
            List<String> arguments = new ArrayList<>(List.of("context", "rm", "--force"));
            arguments.addAll(names);
            docker("removing the Docker context " + String.join(", ", names), arguments);
        }
    }

    /** The context that {@code docker} uses when it isn't told which. */
    public Optional<String> current() {
        return contexts.current();
    }

    private static boolean isOurs(DockerContext found, LabContext wanted) {
        Optional<LabContext> lab = LabContext.in(found);
        if (lab.isEmpty()) {
            throw taken(found.name(), "swarmlab did not make it", "docker context rm " + found.name());
        }
        if (!lab.get().lab().equals(wanted.lab())) {
            String owner = lab.get().lab();
            throw taken(found.name(), "it is of the lab " + owner, "swarmlab context rm --name " + owner);
        }
        return true;
    }

    private static Failure taken(String name, String reason, String removal) {
        return Failure.of(FailureKind.FAILED, "there is another Docker context named " + name)
                .because(reason)
                .advise("If you don't need it: " + removal);
    }

    /** The docker CLI reads it as a line of comma-separated values. */
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
                .advise("Install Docker's command-line client, in Debian the package docker-cli."
                        + " Without it: swarmlab docker -- node ls"));
        Map<String, String> environment = IRRELEVANT.stream().collect(Collectors.toMap(name -> name, name -> ""));
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
