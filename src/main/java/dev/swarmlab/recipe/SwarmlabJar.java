package dev.swarmlab.recipe;

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
 * swarmlab itself, for images that it shall run in. In a folder that an image is built from, an empty file named
 * {@code swarmlab.jar} stands for it: so the image is made anew when the program is another.
 */
public final class SwarmlabJar {

    private static final String NAME = "swarmlab.jar";

    private SwarmlabJar() {}

    /** Whether the file is empty and has the program's name. */
    public static boolean isMeantBy(Path file) throws IOException {
        return file.endsWith(NAME) && Files.isRegularFile(file) && Files.size(file) == 0;
    }

    /**
     * The jar that this process runs from.
     *
     * @throws Failure when it runs from classes, as in an IDE, and no jar has been made of them
     */
    public static Path jar() {
        return jarOf(code(SwarmlabJar.class.getProtectionDomain().getCodeSource()));
    }

    private static @Nullable Path code(@Nullable CodeSource source) {
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** A jar itself; for Maven's folder of classes, the jar that was made of them. */
    static Path jarOf(@Nullable Path code) {
        if (code != null && Files.isRegularFile(code)) {
            return code;
        }
        Path made = code == null ? null : code.resolveSibling(NAME);
        if (code == null || made == null || !Files.isRegularFile(made) || isOlder(made, code)) {
            throw Failure.of(FailureKind.FAILED, "swarmlab's own jar is missing")
                    .because("this swarmlab runs from " + code
                            + ", and an image needs it as one file that is up to date")
                    .advise("Build it first: ./swarmlab --version");
        }
        return made;
    }

    private static boolean isOlder(Path jar, Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            FileTime made = Files.getLastModifiedTime(jar);
            return files.filter(Files::isRegularFile).anyMatch(file -> isAfter(file, made));
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
