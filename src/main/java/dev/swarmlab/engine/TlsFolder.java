package dev.swarmlab.engine;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with the files that a client needs for mutual TLS with an engine, under Docker's names. */
record TlsFolder(Path folder) {

    private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

    /** Whether it has none of the files; a Docker context then has no TLS. */
    boolean isEmpty() {
        return missing().size() == FILES.size();
    }

    /**
     * The folder if it has all the files. If one is missing, docker-java would ignore the others and trust Java's own
     * certificate authorities.
     *
     * @param engine the engine's address and what named it, for the message
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} with the names of the missing files
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
