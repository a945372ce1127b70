package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KnownMessageTest {

    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /** A message, and all that it means to swarmlab. */
    static Stream<Arguments> messages() {
        return Stream.of(
                message(
                        "Bind for 127.0.0.1:8000 failed: port is already allocated",
                        KnownMessage.PORT_IS_ALLOCATED,
                        KnownMessage.PORT_IS_TAKEN),
                message("listen tcp4 127.0.0.1:8000: bind: address already in use", KnownMessage.PORT_IS_TAKEN),
                message("Conflict. The container name \"/web\" is already in use by container 12"),
                message("container 12ab is not connected to network swarmlab-web-ann", KnownMessage.NOT_CONNECTED),
                message("Pool overlaps with other one on this address space", KnownMessage.SUBNET_OVERLAPS),
                message(
                        "removal of container swarmlab-lab-worker01 is already in progress",
                        KnownMessage.REMOVAL_IS_IN_PROGRESS),
                message(
                        "invalid mount config for type \"bind\": bind source path does not exist: /no/such/folder",
                        KnownMessage.BIND_SOURCE_IS_MISSING),
                message("write /var/lib/docker/x: no space left on device", KnownMessage.DISK_IS_FULL),
                message("java.io.IOException: No space left on device", KnownMessage.DISK_IS_FULL),
                message(
                        "OCI runtime create failed: unable to apply caps: operation not permitted",
                        KnownMessage.CAPABILITIES_ARE_MISSING,
                        KnownMessage.IS_NOT_PERMITTED),
                message("mount proc: operation not permitted", KnownMessage.IS_NOT_PERMITTED),
                message("privileged mode is incompatible with user namespaces", KnownMessage.USER_NAMESPACES_ARE_ON),
                message(
                        "OCI runtime exec failed: exec failed: unable to start container process: exec: \"nothing\":"
                                + " executable file not found in $PATH: unknown",
                        KnownMessage.PROGRAM_IS_MISSING),
                message(
                        "OCI runtime exec failed: exec failed: unable to start container process: waiting for init"
                                + " preliminary setup: read init-p: connection reset by peer: unknown",
                        KnownMessage.COMMAND_NEVER_STARTED,
                        KnownMessage.REGISTRY_IS_NOT_LISTENING),
                message(
                        "Error: Specified qdisc kind is unknown.",
                        KnownMessage.NETEM_IS_MISSING,
                        KnownMessage.LOG_ERROR),
                message("RTNETLINK answers: No such file or directory", KnownMessage.NETEM_IS_MISSING),
                message("Digest: " + DIGEST, KnownMessage.PULLED),
                message("latest: digest: " + DIGEST + " size: 405", KnownMessage.PUSHED),
                message("latest: digest: sha256:0123 size: 405"),
                message("Loaded image: swarmlab/node:trixie", KnownMessage.LOADED),
                message("Loaded image ID: " + DIGEST, KnownMessage.LOADED),
                message(
                        "open /var/lib/docker/tmp/docker-import-3897425041/repositories: no such file or directory",
                        KnownMessage.IS_NO_IMAGE_ARCHIVE),
                message("invalid archive: does not contain a manifest.json", KnownMessage.IS_NO_IMAGE_ARCHIVE),
                message("credentials not found in native keychain", KnownMessage.LOGIN_IS_MISSING),
                message("unrecognized image format", KnownMessage.IS_NO_IMAGE_ARCHIVE),
                message("missing content: content digest " + DIGEST + ": not found", KnownMessage.PLATFORM_IS_MISSING),
                message("multiple matching manifests found", KnownMessage.PLATFORM_IS_MISSING),
                message(
                        "image is a manifest list/index which references multiple platforms",
                        KnownMessage.PLATFORM_IS_MISSING),
                message(
                        "Get \"http://localhost:5000/v2/\": dial tcp 127.0.0.1:5000: connect: connection refused",
                        KnownMessage.REGISTRY_IS_NOT_LISTENING),
                message(
                        "Get \"http://localhost:5000/v2/\": http: server closed idle connection",
                        KnownMessage.REGISTRY_IS_NOT_LISTENING),
                message("Put \"http://localhost:5000/v2/\": EOF", KnownMessage.REGISTRY_IS_NOT_LISTENING),
                message("write tcp 127.0.0.1:5000: write: broken pipe", KnownMessage.REGISTRY_IS_NOT_LISTENING),
                message("No such image: registry:5000/app:1", KnownMessage.IMAGE_IS_MISSING),
                message("manifest unknown: manifest unknown", KnownMessage.IMAGE_IS_MISSING),
                message(
                        "pull access denied for app, repository does not exist or may require 'docker login'",
                        KnownMessage.IMAGE_IS_MISSING),
                message(
                        "failed to resolve reference \"registry:5000/app:1\": registry:5000/app:1: not found",
                        KnownMessage.IMAGE_IS_MISSING,
                        KnownMessage.LOG_FATAL),
                message(
                        "Timeout was reached before node joined. The attempt to join the swarm will continue in the"
                                + " background.",
                        KnownMessage.JOIN_GOES_ON),
                message(
                        "This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm",
                        KnownMessage.IS_IN_A_SWARM),
                message(
                        "rpc error: code = Unknown desc = update out of sequence",
                        KnownMessage.CHANGED_MEANWHILE,
                        KnownMessage.LOG_ERROR),
                message(
                        "no suitable node (scheduling constraints not satisfied on 2 nodes)",
                        KnownMessage.NO_NODE_IS_SUITABLE),
                message("time=\"2026\" level=fatal msg=\"failed to start\"", KnownMessage.LOG_FATAL),
                message("failed to start daemon: no such device", KnownMessage.LOG_FATAL),
                message("panic: runtime error", KnownMessage.LOG_FATAL),
                message("time=\"2026\" level=error msg=\"collecting metrics failed\"", KnownMessage.LOG_ERROR),
                message("time=\"2026\" level=warning msg=\"failed to find a module\""),
                message(
                        "time=\"2026\" level=error msg=\"failed to validate image signature\"",
                        KnownMessage.LOG_ERROR,
                        KnownMessage.LOG_HARMLESS),
                message(
                        "2026/01/01 http: TLS handshake error from 10.0.0.1:1: remote error: tls: bad certificate",
                        KnownMessage.LOG_ERROR,
                        KnownMessage.LOG_HARMLESS),
                message(
                        "mux_client_request_session: session request failed: Session open refused by peer",
                        KnownMessage.SSH_SESSION_IS_REFUSED),
                message("sh: 1: docker: not found", KnownMessage.DOCKER_COMMAND_IS_MISSING),
                message("zsh:1: command not found: docker", KnownMessage.DOCKER_COMMAND_IS_MISSING),
                message("ssh: Could not resolve hostname docker01: Name or service not known"));
    }

    private static Arguments message(String text, KnownMessage... meanings) {
        return arguments(text, Set.of(meanings));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_has_its_meanings_and_no_others(String text, Set<KnownMessage> meanings) {
        assertThat(EnumSet.allOf(KnownMessage.class))
                .filteredOn(message -> message.isIn(text))
                .containsExactlyInAnyOrderElementsOf(meanings);
    }

    @Test
    @SuppressWarnings("unchecked")
    void every_meaning_has_an_example() {
        Set<KnownMessage> shown = messages()
                .flatMap(message -> ((Set<KnownMessage>) message.get()[1]).stream())
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(KnownMessage.values());
    }

    @Test
    void reports_of_images_hold_a_digest() {
        assertThat(KnownMessage.PULLED.valueIn("Digest: " + DIGEST)).contains(DIGEST);
        assertThat(KnownMessage.PUSHED.valueIn("latest: digest: " + DIGEST + " size: 405"))
                .contains(DIGEST);
        assertThat(List.of(KnownMessage.PULLED, KnownMessage.PUSHED))
                .allMatch(message -> message.valueIn("Pushing").isEmpty());
    }
}
