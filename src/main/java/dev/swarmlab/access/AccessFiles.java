package dev.swarmlab.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The files of a bundle: instructions, certificates, a Docker context to import, and scripts for shells. */
final class AccessFiles {

    static final String CONTEXT = "context.tar";

    private static final String TLS = "tls/docker/";
    private static final int REGULAR_FILE = 0100000;
    private static final int PUBLIC = 0644;
    private static final int OWNER_ONLY = 0600;

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

    private final AccessBundle bundle;

    private AccessFiles(AccessBundle bundle) {
        this.bundle = bundle;
    }

    /** The contents of the files by their names. */
    static Map<String, byte[]> of(AccessBundle bundle) {
        return new AccessFiles(bundle).files();
    }

    /** The end of the certificate's validity, to the minute. */
    static String end(AccessBundle bundle) {
        return MINUTE.format(bundle.until().atOffset(ZoneOffset.UTC));
    }

    private Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.txt", bytes(readme()));
        files.put(ClientCertificates.AUTHORITY, bytes(bundle.authority()));
        files.put(ClientCertificates.CERTIFICATE, bytes(bundle.client().certificate()));
        files.put(ClientCertificates.KEY, bytes(bundle.client().privateKey()));
        files.put(CONTEXT, context());
        files.put("env.sh", bytes(posix()));
        files.put("env.ps1", bytes(windows(powershell())));
        files.put("env.cmd", bytes(windows(cmd())));
        return files;
    }

    /** An archive for {@code docker context import}, as {@code docker context export} writes it. */
    private byte[] context() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("meta.json", metadata());
        files.put(TLS + ClientCertificates.AUTHORITY, bundle.authority());
        files.put(TLS + ClientCertificates.CERTIFICATE, bundle.client().certificate());
        files.put(TLS + ClientCertificates.KEY, bundle.client().privateKey());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = bytes(file.getValue());
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setUserName("");
                entry.setMode(REGULAR_FILE | (file.getKey().startsWith(TLS) ? OWNER_ONLY : PUBLIC));
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return bytes.toByteArray();
    }

    private String metadata() {
        try {
            return new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "Name",
                            bundle.context(),
                            "Metadata",
                            Map.of("Description", "the lab " + bundle.lab() + ", until " + end(bundle)),
                            "Endpoints",
                            Map.of("docker", Map.of("Host", bundle.address().toString(), "SkipTLSVerify", false))));
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private String posix() {
        return """
                # Points docker in this shell at the lab %s. Run it in its folder:  . ./env.sh
                # To undo it:  unset DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH
                if [ -f ./env.sh ] && [ -f ./key.pem ]; then
                    export DOCKER_HOST=%s
                    export DOCKER_TLS_VERIFY=1
                    export DOCKER_CERT_PATH="$PWD"
                else
                    echo 'env.sh: change to the folder of env.sh first' >&2
                fi
                """.formatted(bundle.lab(), Shell.SH.quoted(bundle.address().toString()));
    }

    private String powershell() {
        return """
                # Points docker in this shell at the lab %s. Run it in its folder:  . .\\env.ps1
                # To undo it:  Remove-Item Env:DOCKER_HOST, Env:DOCKER_TLS_VERIFY, Env:DOCKER_CERT_PATH
                $Env:DOCKER_HOST = %s
                $Env:DOCKER_TLS_VERIFY = '1'
                $Env:DOCKER_CERT_PATH = if ($PSScriptRoot) { $PSScriptRoot } else { (Get-Location).Path }
                """.formatted(
                        bundle.lab(), Shell.POWERSHELL.quoted(bundle.address().toString()));
    }

    private String cmd() {
        return """
                @echo off
                rem Points docker in this window at the lab %s.
                set "DOCKER_HOST=%s"
                set "DOCKER_TLS_VERIFY=1"
                set "DOCKER_CERT_PATH=%%~dp0."
                """.formatted(bundle.lab(), bundle.address());
    }

    private String readme() {
        String context = bundle.context();
        return """
                Access to the lab %1$s
                %2$s

                With these files, the docker command on your computer uses the Docker Swarm lab %1$s.
                Whoever has them has all rights in the lab: don't pass them on.
                The access ends on %3$s.

                You need the docker command (Docker's CLI). You need no Docker engine on your computer.
                Unpack the zip file, open a terminal, and change to the folder with this file.


                1. With a Docker context (Linux, macOS and Windows)

                    docker context import %4$s context.tar
                    docker --context %4$s node ls

                To use the lab with every docker command, and to end this:

                    docker context use %4$s
                    docker context use default

                To remove the context:

                    docker context rm %4$s


                2. Or with variables, for one terminal

                sh, bash, zsh:

                    . ./env.sh
                    docker node ls

                PowerShell:

                    . .\\env.ps1
                    docker node ls

                If PowerShell does not run scripts:

                    Get-Content -Raw env.ps1 | Invoke-Expression

                cmd:

                    env.cmd
                    docker node ls


                If docker reports an error
                --------------------------

                "certificate has expired"       The access has ended. Ask for a new zip file.
                "is not yet valid"              The clock of your computer is wrong.
                "connection refused", "timeout" The lab is stopped, or a firewall is in between.
                                                The lab's address is %5$s.
                "bad certificate", "unknown authority"
                                                The lab was created again. Ask for a new zip file.
                %6$s""".formatted(
                        bundle.lab(),
                        "=".repeat("Access to the lab ".length() + bundle.lab().length()),
                        end(bundle),
                        context,
                        bundle.address(),
                        others());
    }

    private String others() {
        return bundle.others().isEmpty()
                ? ""
                : "\nIf this manager of the lab is stopped, use another one. Write after the word docker:\n\n"
                        + bundle.others().stream().map(this::option).collect(Collectors.joining());
    }

    private String option(URI other) {
        return "    -H " + other + " --tlsverify --tlscacert ca.pem --tlscert cert.pem --tlskey key.pem\n";
    }

    /** The line ends of Windows, which cmd needs. */
    private static String windows(String text) {
        return String.join("\r\n", List.of(text.split("\n", -1)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
