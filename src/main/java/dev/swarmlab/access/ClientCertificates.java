package dev.swarmlab.access;

import dev.swarmlab.certificate.KeyPairInPem;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Client certificates for other programs that use the daemons of labs. Each lab has a folder that only its owner can
 * open. Its files have the names that {@code DOCKER_CERT_PATH} requires. Several processes may use the folders at once.
 */
public final class ClientCertificates {

    // The file names that the docker CLI requires.
    static final String AUTHORITY = "ca.pem";
    static final String CERTIFICATE = "cert.pem";
    static final String KEY = "key.pem";

    /** Retries, since another swarmlab may create or remove the same folder at the same time. */
    private static final int ATTEMPTS = 5;

    /** Separates a folder's name from the suffix of an unfinished one. Names of labs have no dot. */
    private static final String UNFINISHED = ".";

    private final Path state;
    private final Path folder;

    /** @param state swarmlab's state folder; it need not exist */
    ClientCertificates(Path state) {
        this.state = state;
        this.folder = state.resolve("certificates");
    }

    /** The certificates of the user with these environment variables. */
    public static ClientCertificates of(Map<String, String> environment) {
        return new ClientCertificates(StateFolder.of(environment, System.getProperty("os.name", "")));
    }

    /**
     * Returns the folder of a lab. Creates it when it does not exist, and replaces it when it belongs to an earlier lab
     * with that name.
     *
     * @param engine the address of the lab's engine: another engine may have a lab with the same name
     * @throws Failure when the folder can't be written
     */
    public Path of(String engine, String lab, LabAuthority authority) {
        return of(folder.resolve(name(engine, lab)), authority, ATTEMPTS);
    }

    private Path of(Path certificates, LabAuthority authority, int attempts) {
        try {
            if (!belongsTo(authority, certificates)) {
                replace(certificates, authority);
            }
            return certificates;
        } catch (IOException exception) {
            if (attempts > 1) {
                return of(certificates, authority, attempts - 1);
            }
            throw Failure.of(FailureKind.FAILED, "can't write the certificates to " + certificates)
                    .because(exception.toString())
                    .advise("Set XDG_STATE_HOME to a folder that you can write to.")
                    .causedBy(exception);
        }
    }

    /** @return the folders that were removed */
    public List<Path> remove(String engine, String lab) {
        String name = name(engine, lab);
        return removeFolders(each -> each.equals(name) || each.startsWith(name + UNFINISHED));
    }

    /**
     * Removes the certificates of all labs on an engine.
     *
     * @return the folders that were removed
     */
    public List<Path> removeAll(String engine) {
        String suffix = suffix(engine);
        return removeFolders(each -> each.endsWith(suffix) || each.contains(suffix + UNFINISHED));
    }

    private static String name(String engine, String lab) {
        return lab + suffix(engine);
    }

    private static String suffix(String engine) {
        String hash =
                UUID.nameUUIDFromBytes(engine.getBytes(StandardCharsets.UTF_8)).toString();
        return "-" + hash.substring(0, 8);
    }

    private static boolean belongsTo(LabAuthority authority, Path certificates) throws IOException {
        try {
            return Files.readString(certificates.resolve(AUTHORITY)).equals(authority.certificatePem())
                    && Files.isReadable(certificates.resolve(CERTIFICATE))
                    && Files.isReadable(certificates.resolve(KEY));
        } catch (NoSuchFileException missing) {
            return false;
        }
    }

    /** Moves the complete folder, so that a certificate is never beside the key of another one. */
    private void replace(Path certificates, LabAuthority authority) throws IOException {
        Files.createDirectories(folder, onlyFor("rwx------"));
        Path unfinished = Files.createTempDirectory(folder, certificates.getFileName() + UNFINISHED);
        try {
            write(unfinished, authority);
            if (Files.exists(certificates)) {
                Path old = folder.resolve(certificates.getFileName() + UNFINISHED + UUID.randomUUID());
                Files.move(certificates, old, StandardCopyOption.ATOMIC_MOVE);
                delete(old);
            }
            Files.move(unfinished, certificates, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    private static void write(Path into, LabAuthority authority) throws IOException {
        KeyPairInPem client = authority.clientForOthers();
        write(into.resolve(AUTHORITY), authority.certificatePem());
        write(into.resolve(CERTIFICATE), client.certificate());
        write(into.resolve(KEY), client.privateKey());
    }

    private static void write(Path file, String content) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyFor("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Empty on Windows, where other users can't open a user's folders anyway. */
    private static FileAttribute<?>[] onlyFor(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private List<Path> removeFolders(Predicate<String> which) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            List<Path> found;
            try (Stream<Path> all = Files.list(folder)) {
                found = all.filter(each -> which.test(each.getFileName().toString()))
                        .toList();
            }
            for (Path each : found) {
                delete(each);
            }
            removeIfEmpty();
            return found;
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't remove certificates from " + folder)
                    .because(exception.toString())
                    .advise("They are no longer needed. Remove them: rm -r " + folder)
                    .causedBy(exception);
        }
    }

    private void removeIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(folder);
            Files.deleteIfExists(state);
        } catch (DirectoryNotEmptyException stillUsed) {
            // Other labs have certificates in it.
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException exception) {
            throw exception.getCause();
        }
    }
}
