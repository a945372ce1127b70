package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.AsyncDockerCmd;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.core.NameParser;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.swarmlab.engine.BaseImages;
import dev.swarmlab.engine.CredentialHelpers;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Images of the outer engine. All references have a tag or a digest. */
final class DockerJavaImages {

    private final LazyClient client;
    private final DockerHttpClient http;
    private final EngineApi api;
    private final CredentialHelpers helpers;

    DockerJavaImages(LazyClient client, DockerHttpClient http, EngineApi api, CredentialHelpers helpers) {
        this.client = client;
        this.http = http;
        this.api = api;
        this.helpers = helpers;
    }

    Optional<EngineImage> find(String reference) {
        try {
            return Optional.of(EngineAnswers.image(api.get("/images/" + encode(reference) + "/json")));
        } catch (EngineException exception) {
            if (exception.isNotFound()) {
                return Optional.empty();
            }
            throw exception;
        }
    }

    void pull(String reference, Deadline deadline) {
        String digest = pullWithLogin(reference, deadline);
        // docker-java has reported success when the disk was full (docker-java 1849).
        EngineImage image = find(reference)
                .orElseThrow(() -> new EngineException(
                        500, "the engine reported that it pulled " + reference + ", but it does not have the image"));
        if (!image.hasDigest(digest)) {
            throw new EngineException(
                    500,
                    "the engine reported that it pulled " + reference + " as " + digest + ", but it has "
                            + String.join(", ", image.repositoryDigests()));
        }
    }

    private String pullWithLogin(String reference, Deadline deadline) {
        PullImageCmd command = client.get().pullImageCmd(reference);
        HelperLogins logins = HelperLogins.of(helpers, Set.of(reference), deadline);
        logins.found().stream().map(HelperLogins::authentication).forEach(command::withAuthConfig);
        return logins.explained(() -> follow(command, "pulling " + reference, deadline));
    }

    String push(String reference, Deadline deadline) {
        return new ImagePush(api, reference, deadline).run();
    }

    void build(
            Path folder,
            Map<String, String> arguments,
            String reference,
            Map<String, String> labels,
            Deadline deadline) {
        BuildImageCmd command = client.get()
                .buildImageCmd(folder.toFile())
                .withTags(Set.of(reference))
                .withLabels(labels)
                .withRemove(true)
                .withForcerm(true);
        arguments.forEach(command::withBuildArg);
        HelperLogins logins = HelperLogins.of(helpers, baseImages(folder, arguments), deadline);
        if (!logins.found().isEmpty()) {
            command.withBuildAuthConfigs(logins.besidesThoseInConfiguration());
        }
        logins.explained(() -> follow(command, "building " + folder, deadline));
        if (find(reference).isEmpty()) {
            throw new EngineException(
                    500, "the engine reported that it built " + reference + ", but it does not have the image");
        }
    }

    private static Set<String> baseImages(Path folder, Map<String, String> arguments) {
        try {
            return BaseImages.of(folder.resolve("Dockerfile"), arguments);
        } catch (IOException exception) {
            return Set.of(); // docker-java reports a Dockerfile that can't be read
        }
    }

    void tag(String reference, String newReference) {
        NameParser.ReposTag target = NameParser.parseRepositoryTag(newReference);
        Translation.run(() ->
                client.get().tagImageCmd(reference, target.repos, target.tag).exec());
    }

    void remove(String reference) {
        Translation.remove(() -> api.delete("/images/" + encode(reference)));
    }

    /** docker-java's command has no parameter for {@code changes}. */
    void importTar(Path tar, String reference, List<String> changes) {
        String query =
                changes.stream().map(change -> "&changes=" + encode(change)).collect(Collectors.joining());
        try (InputStream content = Files.newInputStream(tar);
                Response response = http.execute(Request.builder()
                        .method(Request.Method.POST)
                        .path("/images/create?fromSrc=-&repo=" + encode(reference) + query)
                        .putHeader("Content-Type", "application/x-tar")
                        .body(content)
                        .build())) {
            String answer = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            if (response.getStatusCode() >= 300 || answer.contains("\"error\"")) {
                throw new EngineException(response.getStatusCode(), DaemonMessages.of(answer));
            }
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        } catch (RuntimeException exception) {
            throw Translation.exception(exception);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Reads a streamed answer to its end. A daemon reports most errors in the stream, after the status 200.
     *
     * @param what for messages, as in {@code pulling alpine:3}
     * @return the digest that the stream reports, as in {@code sha256:…}; empty when it reports none
     */
    private static <C extends AsyncDockerCmd<C, I>, I extends ResponseItem> String follow(
            AsyncDockerCmd<C, I> command, String what, Deadline deadline) {
        try (Follower<I> follower = new Follower<>()) {
            command.exec(follower);
            if (!follower.awaitCompletion(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                String status = follower.status.get();
                throw Failure.of(
                                FailureKind.TIMED_OUT,
                                "gave up " + what + " after " + deadline.given().toSeconds() + " s")
                        .because("the engine's last message: " + (status == null ? "none" : status));
            }
            String error = follower.error.get();
            if (error != null) {
                throw new EngineException(500, error.strip());
            }
            return follower.digest;
        } catch (Failure failure) {
            throw failure;
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted while " + what, exception);
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        } catch (RuntimeException exception) {
            throw Translation.exception(exception);
        }
    }

    private static final class Follower<I extends ResponseItem> extends ResultCallback.Adapter<I> {

        private final AtomicReference<@Nullable String> error = new AtomicReference<>();
        private final AtomicReference<@Nullable String> status = new AtomicReference<>();
        private volatile String digest = "";

        @Override
        public void onNext(I item) {
            if (item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null) {
                error.set(item.getErrorDetail().getMessage());
            }
            if (item.getStatus() != null) {
                status.set(item.getStatus());
                KnownMessage.PULLED.valueIn(item.getStatus()).ifPresent(value -> digest = value);
            }
        }
    }
}
