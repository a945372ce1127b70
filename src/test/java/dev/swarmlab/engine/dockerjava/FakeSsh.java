package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ssh without a host: a shell script for each of its roles. It records its arguments. A login answers the first
 * request and runs until its input ends; a session returns its input.
 *
 * @param folder of the script and its records
 */
record FakeSsh(Path folder) {

    static final String LOGIN = "read request; printf 'HTTP/1.1 200 OK\\r\\n\\r\\n'; exec cat >/dev/null";
    static final String SESSION = "exec cat";

    /** An ssh with the usual scripts. */
    static FakeSsh in(Path folder) throws IOException {
        return of(folder, LOGIN, LOGIN, SESSION);
    }

    /** @param silentLogin the script of a login that must not ask */
    static FakeSsh of(Path folder, String login, String silentLogin, String session) throws IOException {
        Path program = folder.resolve("ssh");
        Files.writeString(program, """
                #!/bin/sh
                folder=%s
                case "$*" in
                    *ControlMaster=yes*BatchMode=yes*) echo "$*" >>"$folder/silent-logins"; %s ;;
                    *ControlMaster=yes*) echo "$*" >>"$folder/logins"; %s ;;
                    *) echo "$*" >>"$folder/sessions"; %s ;;
                esac
                """.formatted(folder, silentLogin, login, session));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new FakeSsh(folder);
    }

    SshRoute open(String address, Optional<Deadline> deadline) {
        SearchPath path = SearchPath.of(Map.of("PATH", System.getenv("PATH"))).startingWith(folder);
        return SshRoute.open(new EngineEndpoint(URI.create(address), null, "the test"), deadline, path);
    }

    /** The arguments of its calls as {@code logins}, {@code silent-logins} or {@code sessions}. */
    List<String> calls(String role) {
        Path file = folder.resolve(role);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    /** The content of a file that one of its scripts has written. */
    String fileContent(String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }
}
