package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.plan.CachePlan;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundAccessTest {

    private static final String PROXY = "http://ann:it's-secret@proxy.example.org:3128";
    private static final String OWN = "localhost,127.0.0.0/8,::1,registry,cache,10.99.0.0/24";

    private final List<String> said = new ArrayList<>();

    private List<ContainerFile> files(String... environment) {
        Map<String, String> variables = new HashMap<>();
        for (String variable : environment) {
            String[] parts = variable.split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return OutboundAccess.of(variables, said::add).files("10.99.0.0/24");
    }

    private static String text(ContainerFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    @Test
    void an_environment_without_proxies_and_certificates_adds_no_file() {
        assertThat(files("NO_PROXY=example.org", "HTTP_PROXY=")).isEmpty();
        assertThat(OutboundAccess.NONE.files("10.99.0.0/24")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTPS_PROXY=http://p:1                                 | HTTPS_PROXY='http://p:1' NO_PROXY='OWN'
            https_proxy=http://p:1 no_proxy=a.org,.b.org           | HTTPS_PROXY='http://p:1' NO_PROXY='a.org,.b.org,OWN'
            HTTP_PROXY=http://p:1 http_proxy=http://q:1 NO_PROXY=a | HTTP_PROXY='http://p:1' NO_PROXY='a,OWN'
            HTTP_PROXY=p:1 HTTPS_PROXY=p:2                         | HTTPS_PROXY='p:2' HTTP_PROXY='p:1' NO_PROXY='OWN'
            """)
    void the_proxies_of_the_caller_are_set_and_the_lab_itself_is_reached_without(String environment, String set) {
        assertThat(text(files(environment.split(" ")).get(0)))
                .isEqualTo("export " + set.replace("OWN", OWN).replace(" ", "\nexport ") + "\n");
        assertThat(said).isEmpty();
    }

    @Test
    void only_root_can_read_the_proxies_which_are_quoted_for_a_shell() {
        ContainerFile file = files("HTTPS_PROXY=" + PROXY).get(0);

        assertThat(file.mode()).isEqualTo(0600);
        assertThat(text(file)).contains("'http://ann:it'\\''s-secret@proxy.example.org:3128'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3128",
                "http://127.0.0.1:3128",
                "http://u:p@127.1.2.3",
                "localhost:1",
                "http://[::1]:1"
            })
    void a_proxy_on_the_loopback_address_of_the_host_is_left_out_with_a_message(String proxy) {
        assertThat(files("HTTPS_PROXY=" + proxy)).isEmpty();

        assertThat(said)
                .singleElement()
                .asString()
                .contains("HTTPS_PROXY", "loopback")
                .doesNotContain("u:p");
    }

    @Test
    void certificates_are_copied_without_anything_else_in_their_file(@TempDir Path folder) throws IOException {
        String own = FakeLab.AUTHORITY.certificatePem();
        String other = LabAuthority.create("other").certificatePem();
        Path file = Files.writeString(folder.resolve("ca.pem"), "# ours\n" + own + FakeLab.AUTHORITY.toPem() + other);

        ContainerFile copied = files(OutboundAccess.CA_VARIABLE + "=" + file).get(0);

        assertThat(copied.path()).isEqualTo("/etc/ssl/certs/swarmlab-ca.pem");
        assertThat(copied.mode()).isEqualTo(0644);
        assertThat(text(copied)).startsWith(own).endsWith(other).doesNotContain("PRIVATE KEY", "ours");
    }

    @ParameterizedTest
    @CsvSource({"none, NoSuchFileException", "empty, no CERTIFICATE", "broken, ''", "cut, without an end line"})
    void a_file_without_certificates_is_refused(String name, String reason, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(folder.resolve("broken"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("cut"), "-----BEGIN CERTIFICATE-----\nAAAA\n");

        assertThatThrownBy(() -> files(OutboundAccess.CA_VARIABLE + "=" + folder.resolve(name)))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.WRONG_INPUT);
                    assertThat(failure.getMessage()).contains(name, reason);
                    assertThat(failure.advice()).contains(OutboundAccess.CA_VARIABLE);
                });
    }

    @Test
    void a_cache_behind_a_proxy_runs_what_its_image_runs() {
        CachePlan plan = new CachePlan(
                "cache", "volume", "registry:3", "10.99.0.3", URI.create("https://registry-1.docker.io"), false);
        EngineImage image =
                new EngineImage("1", List.of(), Map.of(), List.of("/entrypoint.sh"), List.of("/etc/config.yml"));

        ContainerSpecification cache = CacheContainer.behindProxy(plan, "registry:3", image, "network", Map.of());

        assertThat(cache.entrypoint())
                .containsExactly(
                        "/bin/sh", "-c", ". /usr/local/lib/swarmlab/proxy.env; exec \"$@\"", "sh", "/entrypoint.sh");
        assertThat(cache.arguments()).containsExactly("/etc/config.yml");
        assertThat(cache.environment()).doesNotContainKey("HTTPS_PROXY");
    }
}
