package dev.swarmlab.recipe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jar of this program, for images that contain it. In the folder that such an image is built from, an empty file
 * named {@code swarmlab.jar} is its placeholder. The jar replaces it in the build and in the hash, so a new jar causes
 * a new build.
 */
public final class SwarmlabJar {

    private static final String NAME = "swarmlab.jar";

    private SwarmlabJar() {}

    /** Whether the file is empty and named {@code swarmlab.jar}. */
    public static boolean isPlaceholder(Path file) throws IOException {
        return file.endsWith(NAME) && Files.isRegularFile(file) && Files.size(file) == 0;
    }

    /**
     * The jar of this process. When it runs from a folder of classes, as in an IDE, the jar that was built from them.
     *
     * @throws Failure when there is no jar, when it is older than the classes, or when this process uses swarmlab as a
     *     library, whose jar has no program
     */
    public static Path jar() {
        return jarOf(codeOf(SwarmlabJar.class), codeOf(ObjectMapper.class));
    }

    private static @Nullable Path codeOf(Class<?> type) {
        return code(type.getProtectionDomain().getCodeSource());
    }

    private static @Nullable Path code(@Nullable CodeSource source) {
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /**
     * The jar of the program contains its libraries.
     *
     * @param code a jar, or Maven's folder of classes; null when unknown
     * @param libraries the jar with one of the libraries; null when unknown
     */
    static Path jarOf(@Nullable Path code, @Nullable Path libraries) {
        if (code != null && Files.isRegularFile(code)) {
            if (code.equals(libraries)) {
                return code;
            }
            throw Failure.of(FailureKind.FAILED, "can't build an image that contains swarmlab")
                    .because("this process uses swarmlab as a library, and its jar " + code + " is not the program")
                    .advise("Create the lab with the program: swarmlab up");
        }
        Path jar = code == null ? null : code.resolveSibling(NAME);
        if (code == null || jar == null || !Files.isRegularFile(jar) || isOlder(jar, code)) {
            throw Failure.of(FailureKind.FAILED, "swarmlab.jar is missing or older than the classes")
                    .because("swarmlab runs from " + code + ", and the image needs an up-to-date jar")
                    .advise("Build it: ./swarmlab --version");
        }
        return jar;
    }

    private static boolean isOlder(Path jar, Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            FileTime built = Files.getLastModifiedTime(jar);
            return files.filter(Files::isRegularFile).anyMatch(file -> isAfter(file, built));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static boolean isAfter(Path file, FileTime time) {
        try {
            return Files.getLastModifiedTime(file).compareTo(time) > 0;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
