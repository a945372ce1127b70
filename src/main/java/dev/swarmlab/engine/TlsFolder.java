package dev.swarmlab.engine;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with what a client of an engine on TCP needs for mutual TLS, under the names that Docker gives the files. */
record TlsFolder(Path folder) {

    private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

    /** Whether there is none of the files, which means no TLS for a Docker context. */
    boolean isEmpty() {
        return missing().size() == FILES.size();
    }

    /**
     * The folder, when it has all the files. docker-java ignores a folder that lacks one: it would connect without the
     * others, and trust the authorities of Java.
     *
     * @param engine the address and who named it, for the message
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} that names the missing files
     */
    Path complete(String engine, String advice) {
        if (!missing().isEmpty()) {
            throw Failure.of(FailureKind.NO_ENGINE, "the TLS certificates for " + engine + " are incomplete")
                    .because(folder + " has no " + String.join(" and no ", missing()))
                    .advise(advice);
        }
        return folder;
    }

    private List<String> missing() {
        return FILES.stream()
                .filter(file -> !Files.isRegularFile(folder.resolve(file)))
                .toList();
    }
}
