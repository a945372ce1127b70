package dev.swarmlab.recipe;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder from which an image's root filesystem is made, without an image registry: the script {@code recipe}, called
 * with the tar file to write; {@code changes}, the Dockerfile instructions for the import; and whatever the script
 * copies in.
 */
public final class Recipe {

    /** The Debian suite that swarmlab's own recipes take their packages from. */
    public static final String DEFAULT_SUITE = "trixie";

    static final String SCRIPT = "recipe";
    private static final String CHANGES = "changes";
    private static final String SHIPPED = "/images/";
    private static final String SHIPPED_FILES = SHIPPED + "files";

    private final String name;
    private final String suite;
    private final SortedMap<String, Content> files;

    private Recipe(String name, String suite, SortedMap<String, Content> files) {
        this.name = name;
        this.suite = suite;
        this.files = files;
    }

    /** Where the bytes of one file of the recipe come from. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** The recipe of that name that comes with swarmlab: {@code node}, {@code registry} or {@code echo}. */
    public static Recipe shipped(String name) {
        SortedMap<String, Content> files = new TreeMap<>();
        for (String path : lines(() -> resource(SHIPPED_FILES))) {
            if (path.startsWith(name + "/")) {
                files.put(path.substring(name.length() + 1), () -> resource(SHIPPED + path));
            }
        }
        if (!files.containsKey(SCRIPT)) {
            throw new IllegalArgumentException("swarmlab ships no recipe named " + name);
        }
        return new Recipe(name, DEFAULT_SUITE, files);
    }

    /** Whether the folder is a recipe's. It may as well hold a Dockerfile and nothing of swarmlab's. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(SCRIPT));
    }

    /**
     * The recipe in a folder of the user's.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when there is none
     */
    public static Recipe in(Path folder) {
        if (!isIn(folder)) {
            throw Failure.of(FailureKind.WRONG_INPUT, folder + " holds no recipe")
                    .advise("Put an executable script named recipe there that writes the image's root filesystem"
                            + " to the tar file named by its only argument.");
        }
        SortedMap<String, Content> files = filesIn(folder);
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return new Recipe(name == null ? "image" : name.toString(), DEFAULT_SUITE, files);
    }

    /** Changes with every byte and every file name in a folder that need not hold a recipe. */
    public static String hashOf(Path folder) {
        return RecipeHash.of("", "", filesIn(folder));
    }

    private static SortedMap<String, Content> filesIn(Path folder) {
        SortedMap<String, Content> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString(), () -> Files.newInputStream(file)));
        } catch (IOException | UncheckedIOException exception) {
            throw Failure.of(FailureKind.WRONG_INPUT, "cannot read the folder " + folder)
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
        return files;
    }

    /** The same recipe with packages, and so an engine, of another Debian suite. */
    public Recipe from(String otherSuite) {
        return new Recipe(name, otherSuite, files);
    }

    public String name() {
        return name;
    }

    public String suite() {
        return suite;
    }

    /** Changes with every byte, every file name, the suite and the processor's architecture. 16 hexadecimal digits. */
    public String hash() {
        return RecipeHash.of(suite, System.getProperty("os.arch", ""), files);
    }

    /** The instructions for the import, as a Dockerfile has them: {@code CMD}, {@code ENV}, {@code EXPOSE} and such. */
    public List<String> changes() {
        Content content = files.get(CHANGES);
        return content == null ? List.of() : lines(content);
    }

    /** Writes the recipe to a folder that exists. Scripts become executable: a jar doesn't keep that. */
    void copyTo(Path folder) throws IOException {
        for (Map.Entry<String, Content> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Path parent = target.getParent();
            Files.createDirectories(parent == null ? folder : parent);
            byte[] bytes;
            try (InputStream content = file.getValue().open()) {
                bytes = content.readAllBytes();
            }
            Files.write(target, bytes);
            if (bytes.length > 2
                    && bytes[0] == '#'
                    && bytes[1] == '!'
                    && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + target + " executable");
            }
        }
    }

    private static InputStream resource(String path) throws IOException {
        InputStream stream = Recipe.class.getResourceAsStream(path);
        if (stream == null) {
            throw new IOException(path + " is missing in swarmlab's jar");
        }
        return stream;
    }

    /** The lines that say something: neither empty nor a comment. */
    private static List<String> lines(Content content) {
        try (InputStream stream = content.open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
