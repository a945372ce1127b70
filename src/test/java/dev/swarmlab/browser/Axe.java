package dev.swarmlab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The accessibility checker axe, which runs in the page.
 *
 * @see <a href="https://github.com/dequelabs/axe-core">axe-core</a>
 */
public final class Axe {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final String script;

    private Axe(String script) {
        this.script = script;
    }

    /** The version that {@code src/test/browser/package-lock.json} pins, from npm. */
    public static Axe fromNpm() {
        Path home = SwarmLabProcess.home();
        Path folder = home.resolve("target/browser");
        try {
            Files.createDirectories(folder);
            for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
                Files.write(
                        folder.resolve(file),
                        Files.readAllBytes(home.resolve("src/test/browser").resolve(file)));
            }
            Path script = folder.resolve("node_modules/axe-core/axe.min.js");
            Path log = folder.resolve("npm.log");
            Process npm = new ProcessBuilder("npm", "ci")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = npm.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended && npm.exitValue() == 0).as(Files.readString(log)).isTrue();
            return new Axe(Files.readString(script));
        } catch (IOException exception) {
            throw new UncheckedIOException("the accessibility tests need npm: apt-get install npm", exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new AssertionError(exception);
        }
    }

    /** The violations on the current page, for example {@code serious color-contrast: <button …>}. */
    public List<String> violations(HeadlessBrowser browser) {
        browser.evaluate(script);
        Object result = browser.evaluateAsync(TIMEOUT, """
                const done = arguments[0];
                axe.run(document, {resultTypes: ['violations']}).then(
                  results => done(JSON.stringify(results.violations)), error => done('error: ' + error));
                """);
        List<String> violations = new ArrayList<>();
        try {
            for (JsonNode violation : new ObjectMapper().readTree(String.valueOf(result))) {
                violations.add(violation.path("impact").asText() + " "
                        + violation.path("id").asText() + ": "
                        + violation.path("nodes").path(0).path("html").asText());
            }
        } catch (IOException exception) {
            throw new AssertionError(String.valueOf(result), exception);
        }
        return violations;
    }
}
