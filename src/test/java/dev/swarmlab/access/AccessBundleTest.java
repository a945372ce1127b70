package dev.swarmlab.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.parallel.Parallel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessBundleTest {

    private static final Duration VALIDITY = Duration.ofHours(12);

    private final Path folder;

    AccessBundleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static AccessBundle issue(PublishedManager manager, @Nullable String address) {
        return AccessBundle.issue(
                manager.engine,
                manager.lab(),
                manager.manager(),
                address == null ? null : BindAddress.parse(address).orElseThrow(),
                "swarmlab-lab",
                VALIDITY);
    }

    private static Failure refusal(PublishedManager manager, @Nullable String address) {
        return catchThrowableOfType(Failure.class, () -> issue(manager, address));
    }

    /** The files of the zip file that was written, without their folder. */
    private Map<String, byte[]> written(AccessBundle bundle) throws IOException {
        Path file = folder.resolve("ann.zip");
        AccessArchive.at(file).write(bundle);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
                assertThat(entry.getName()).startsWith("swarmlab-lab/");
                assertThat(entry.getUnixMode() & 0777).isEqualTo(0600);
                files.put(
                        entry.getName().replace("swarmlab-lab/", ""),
                        zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    @Test
    void holds_a_certificate_of_the_lab_for_the_given_time() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Map<String, byte[]> files = written(issue(manager, null));

            assertThat(text(files, "ca.pem")).isEqualTo(FakeLab.AUTHORITY.certificatePem());
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(text(files, "cert.pem").getBytes(StandardCharsets.UTF_8)));
            assertThat(certificate.getNotAfter().toInstant())
                    .isBetween(before.plus(VALIDITY), Instant.now().plus(VALIDITY));
            assertThat(text(files, "key.pem")).contains("BEGIN PRIVATE KEY");
        }
    }

    @Test
    void only_its_owner_can_read_the_zip_file() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            Path file = Files.createFile(folder.resolve("ann.zip"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

            written(issue(manager, null));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(folder).isDirectoryContaining(each -> each.equals(file)).isDirectoryNotContaining("glob:**.tmp");
        }
    }

    @Test
    void holds_a_context_in_the_format_of_the_docker_cli() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            Map<String, byte[]> files = written(issue(manager, null));

            Map<String, byte[]> context = new LinkedHashMap<>();
            try (TarArchiveInputStream tar = new TarArchiveInputStream(
                    new ByteArrayInputStream(files.getOrDefault("context.tar", new byte[0])))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    assertThat(entry.isFile()).isTrue();
                    context.put(entry.getName(), tar.readAllBytes());
                }
            }
            assertThat(context)
                    .containsOnlyKeys("meta.json", "tls/docker/ca.pem", "tls/docker/cert.pem", "tls/docker/key.pem");
            assertThat(context.get("tls/docker/key.pem")).isEqualTo(files.get("key.pem"));
            JsonNode meta = new ObjectMapper().readTree(context.get("meta.json"));
            assertThat(meta.path("Name").asText()).isEqualTo("swarmlab-lab");
            assertThat(meta.at("/Endpoints/docker/Host").asText()).isEqualTo("tcp://127.0.0.2:" + manager.port());
            assertThat(meta.at("/Endpoints/docker/SkipTLSVerify").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void its_script_points_a_posix_shell_at_the_lab() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            Path student = Files.createDirectory(folder.resolve("Ann's files"));
            for (Map.Entry<String, byte[]> file : written(issue(manager, null)).entrySet()) {
                Files.write(student.resolve(file.getKey()), file.getValue());
            }

            assertThat(sh(student, ". ./env.sh; echo \"$DOCKER_HOST $DOCKER_TLS_VERIFY $DOCKER_CERT_PATH\""))
                    .isEqualTo("tcp://127.0.0.2:" + manager.port() + " 1 " + student + "\n");
            assertThat(sh(folder, ". './Ann'\"'\"'s files/env.sh'; echo \"[$DOCKER_HOST]\""))
                    .isEqualTo("env.sh: change to the folder of env.sh first\n[]\n");
        }
    }

    private static String sh(Path folder, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DOCKER_"));
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void its_scripts_for_windows_have_the_line_ends_of_windows() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            Map<String, byte[]> files = written(issue(manager, null));

            assertThat(text(files, "env.cmd"))
                    .startsWith("@echo off\r\n")
                    .contains("set \"DOCKER_HOST=tcp://127.0.0.2:" + manager.port() + "\"\r\n")
                    .contains("set \"DOCKER_CERT_PATH=%~dp0.\"\r\n");
            assertThat(text(files, "env.ps1"))
                    .contains("$Env:DOCKER_HOST = 'tcp://127.0.0.2:" + manager.port() + "'\r\n");
        }
    }

    @Test
    void its_instructions_name_the_lab_the_context_and_the_end_of_the_access() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            AccessBundle bundle = issue(manager, null);
            String readme = text(written(bundle), "README.txt");

            assertThat(readme)
                    .startsWith("Access to the lab lab\n=====================\n")
                    .contains(
                            "The access ends on " + AccessFiles.end(bundle) + ".",
                            "docker context import swarmlab-lab context.tar",
                            ". ./env.sh",
                            ". .\\env.ps1",
                            "env.cmd",
                            "tcp://127.0.0.2:" + manager.port())
                    .doesNotContain("PRIVATE KEY");
            assertThat(readme.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
            assertThat(bundle.toString()).doesNotContain("PRIVATE KEY");
        }
    }

    @Test
    void a_lab_that_only_its_host_can_reach_is_refused_with_advice() {
        FakeLab fake = new FakeLab("workers: 0").booted();
        LabResources lab = LabResources.in(EngineSnapshot.of(fake.engine, new Parallel(true)), "lab");

        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> AccessBundle.issue(
                        fake.engine, lab, lab.node("manager").orElseThrow(), null, "swarmlab-lab", VALIDITY));

        assertThat(failure).hasMessageStartingWith("other computers can't reach the lab lab: ");
        assertThat(failure.advice()).contains("swarmlab up --bind 192.0.2.10 FILE");
    }

    @Test
    void another_address_than_that_of_the_lab_is_refused() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            assertThat(refusal(manager, "192.0.2.10"))
                    .hasMessage("the lab lab can't be reached at 192.0.2.10: its managers are published on 127.0.0.2");
        }
    }

    @Test
    void a_lab_on_all_addresses_needs_one_for_the_student() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("0.0.0.0")) {
            assertThat(refusal(manager, null)).hasMessageStartingWith("the lab lab has several addresses: ");
            assertThat(issue(manager, "127.0.0.2").address()).hasToString("tcp://127.0.0.2:" + manager.port());
        }
    }

    @Test
    void a_certificate_that_is_not_valid_for_the_address_is_refused() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2", FakeLab.AUTHORITY, "192.0.2.10")) {
            assertThat(refusal(manager, null))
                    .hasMessageStartingWith("the daemon of manager can't be reached at tcp://127.0.0.2:")
                    .hasMessageContaining("its certificate is not valid for this address");
        }
    }

    @Test
    void another_program_on_the_port_is_refused() throws Exception {
        LabAuthority another = LabAuthority.create("another");
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2", another, "127.0.0.2")) {
            assertThat(refusal(manager, null)).hasMessageContaining("its certificate is not valid");
        }
    }
}
