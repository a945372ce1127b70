package dev.swarmlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The credential helpers of the docker CLI, which keep the logins of {@code docker login} in the keychain of the system.
 * Logins that {@code config.json} holds itself are not read here.
 *
 * @param folder the configuration folder of the docker CLI, as in {@code ~/.docker}
 * @param programs where the helpers are found
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">credential helpers</a>
 */
public record CredentialHelpers(Path folder, SearchPath programs) {

    private static final String DOCKER_HUB = "https://index.docker.io/v1/";
    private static final String TOKEN_USER = "<token>";
    private static final Pattern PROGRAM = Pattern.compile("[\\w.-]+");

    /** A keychain may ask the user. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /**
     * A login to a registry, which is never printed.
     *
     * @param user empty for an identity token
     * @param secret a password or an identity token
     */
    public record Login(String registry, String user, String secret) {

        public boolean isToken() {
            return user.isEmpty();
        }

        @Override
        public String toString() {
            return "login to " + registry;
        }
    }

    /** The helpers of a user with these environment variables. */
    public static CredentialHelpers of(Map<String, String> environment) {
        return new CredentialHelpers(DockerContexts.of(environment).folder(), SearchPath.of(environment));
    }

    /**
     * Asks the helper of an image's registry for a login.
     *
     * @param reference of the image
     * @return empty when the registry has no helper, or when the helper has no login
     * @throws IOException when the helper is missing or fails
     */
    public Optional<Login> login(String reference, Deadline deadline) throws IOException {
        Path configuration = folder.resolve("config.json");
        if (!Files.isRegularFile(configuration)) {
            return Optional.empty();
        }
        JsonNode json = new ObjectMapper().readTree(configuration.toFile());
        String registry = registryOf(reference);
        String helper = json.path("credHelpers")
                .path(registry)
                .asText(json.path("credsStore").asText(""));
        return helper.isEmpty() ? Optional.empty() : ask(helper, registry, deadline.atMost(LIMIT));
    }

    /** The registry of an image as helpers know it, as in {@code localhost:5000}. */
    public static String registryOf(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        return isHost && !first.equals("docker.io") ? first : DOCKER_HUB;
    }

    private Optional<Login> ask(String helper, String registry, Deadline deadline) throws IOException {
        String name = "docker-credential-" + helper;
        Path program = Optional.of(name)
                .filter(text -> PROGRAM.matcher(text).matches())
                .flatMap(programs::find)
                .orElseThrow(() -> new IOException("the program " + name + " is missing"));
        Process process = new ProcessBuilder(program.toString(), "get")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            send(process, registry);
            if (!process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        name + " did not answer within " + deadline.given().toSeconds() + " s");
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return login(name, registry, process.exitValue(), answer);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " ran", exception);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void send(Process process, String registry) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(registry.getBytes(StandardCharsets.UTF_8));
        } catch (IOException hasEnded) {
            return; // its answer tells why
        }
    }

    private static Optional<Login> login(String name, String registry, int exitCode, String answer) throws IOException {
        if (exitCode != 0) {
            if (KnownMessage.LOGIN_IS_MISSING.isIn(answer)) {
                return Optional.empty();
            }
            throw new IOException(name + " failed: " + answer.strip());
        }
        JsonNode json = new ObjectMapper().readTree(answer);
        String user = json.path("Username").asText("");
        return Optional.of(new Login(
                registry,
                user.equals(TOKEN_USER) ? "" : user,
                json.path("Secret").asText("")));
    }
}
