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
 * The certificates with which other programs of the user use the daemons of labs: for each lab a folder that only its
 * owner can open, named as {@code DOCKER_CERT_PATH} wants it.
 */
public final class ClientCertificates {

    // The names that Docker's programs look for.
    static final String AUTHORITY = "ca.pem";
    static final String CERTIFICATE = "cert.pem";
    static final String KEY = "key.pem";

    /** Another swarmlab may put its folder there first, or remove it, but not for ever. */
    private static final int ATTEMPTS = 5;

    /** Between a folder's name and the rest of the name of one that is not finished; no lab's name has a dot. */
    private static final String UNFINISHED = ".";

    private final Path state;
    private final Path folder;

    /** @param state swarmlab's folder, which need not exist */
    ClientCertificates(Path state) {
        this.state = state;
        this.folder = state.resolve("certificates");
    }

    /** Those of the user with that environment. */
    public static ClientCertificates of(Map<String, String> environment) {
        return new ClientCertificates(StateFolder.of(environment, System.getProperty("os.name", "")));
    }

    /**
     * The folder of a lab, made when there is none, and made anew when it is of an earlier lab of that name.
     *
     * @param engine the address of the engine that carries the lab: another engine may have a lab of the same name
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
                    .advise("Name another folder for them with XDG_STATE_HOME.")
                    .causedBy(exception);
        }
    }

    /** @return the folders that are no more */
    public List<Path> remove(String engine, String lab) {
        String name = name(engine, lab);
        return removeThose(each -> each.equals(name) || each.startsWith(name + UNFINISHED));
    }

    /**
     * Removes those of every lab on an engine.
     *
     * @return the folders that are no more
     */
    public List<Path> removeAll(String engine) {
        String suffix = suffix(engine);
        return removeThose(each -> each.endsWith(suffix) || each.contains(suffix + UNFINISHED));
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

    /** The folder is moved as a whole: a certificate never stands beside the key of another. */
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

    /** On Windows a user's folders are closed to others as they are. */
    private static FileAttribute<?>[] onlyFor(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private List<Path> removeThose(Predicate<String> which) {
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
                    .advise("They are of no more use. Remove them with: rm -r " + folder)
                    .causedBy(exception);
        }
    }

    private void removeIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(folder);
            Files.deleteIfExists(state);
        } catch (DirectoryNotEmptyException stillUsed) {
            // Then it stays.
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
