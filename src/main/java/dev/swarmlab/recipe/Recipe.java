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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder from which an image's root filesystem is made, without an image registry: the script {@code recipe}, called
 * with the tar file to write; {@code changes}, the Dockerfile instructions for the import, and an {@code ARG} for each
 * build argument that the script finds in its environment; and whatever the script copies in. The script also finds there
 * the Debian {@code SUITE}, and the folder {@code KEPT} that only it uses and that stays for its next build.
 */
public final class Recipe {

    /** The Debian suite that swarmlab's own recipes take their packages from. */
    public static final String DEFAULT_SUITE = "trixie";

    static final String SCRIPT = "recipe";
    private static final String CHANGES = "changes";
    private static final String SHIPPED = "/images/";
    private static final String SHIPPED_FILES = SHIPPED + "files";

    /** As in a Dockerfile, {@code ARG NAME=DEFAULT}; without a default it is empty. */
    private static final Pattern ARGUMENT = Pattern.compile("ARG +(?<name>\\w+)=?(?<value>.*)");

    private final String name;
    private final String suite;
    private final SortedMap<String, Content> files;
    private final SortedMap<String, String> arguments;

    private Recipe(String name, String suite, SortedMap<String, Content> files, SortedMap<String, String> arguments) {
        this.name = name;
        this.suite = suite;
        this.files = files;
        this.arguments = arguments;
    }

    /** Where the bytes of one file of the recipe come from. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** The recipe of that name that comes with swarmlab: one of {@code images/}. */
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
        return new Recipe(name, DEFAULT_SUITE, files, new TreeMap<>());
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
        return new Recipe(name == null ? "image" : name.toString(), DEFAULT_SUITE, files, new TreeMap<>());
    }

    /** Changes with every byte and every file name in a folder that need not hold a recipe, and every argument. */
    public static String hashOf(Path folder, Map<String, String> arguments) {
        return RecipeHash.of("", "", filesIn(folder), new TreeMap<>(arguments));
    }

    private static SortedMap<String, Content> filesIn(Path folder) {
        SortedMap<String, Content> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString(), () -> open(file)));
        } catch (IOException | UncheckedIOException exception) {
            throw Failure.of(FailureKind.WRONG_INPUT, "cannot read the folder " + folder)
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
        return files;
    }

    private static InputStream open(Path file) throws IOException {
        return Files.newInputStream(SwarmlabJar.isMeantBy(file) ? SwarmlabJar.jar() : file);
    }

    /** The same recipe with packages, and so an engine, of another Debian suite. */
    public Recipe from(String otherSuite) {
        return new Recipe(name, otherSuite, files, arguments);
    }

    /**
     * The same recipe with build arguments.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when it has no such arguments
     */
    public Recipe with(Map<String, String> buildArguments) {
        Set<String> known = declared().keySet();
        for (String argument : new TreeMap<>(buildArguments).keySet()) {
            if (!known.contains(argument)) {
                throw Failure.of(FailureKind.WRONG_INPUT, "the recipe of " + name + " has no argument " + argument)
                        .because(known.isEmpty() ? "it has none" : "it has " + String.join(", ", known))
                        .advise("Where it is the recipe's, declare it in the file changes beside it: ARG " + argument);
            }
        }
        return new Recipe(name, suite, files, new TreeMap<>(buildArguments));
    }

    public String name() {
        return name;
    }

    public String suite() {
        return suite;
    }

    /**
     * What stays while the recipe's files change. Each suite and each set of arguments has its own: labs with three engine
     * versions, or with two versions of an image, need all of them.
     */
    public String key() {
        String key = name + "-" + suite;
        return arguments.isEmpty() ? key : key + "-" + RecipeHash.of(arguments);
    }

    /** What the script finds in its environment: every argument that the recipe has, given or not. */
    SortedMap<String, String> environment() {
        SortedMap<String, String> environment = declared();
        environment.putAll(arguments);
        return environment;
    }

    private SortedMap<String, String> declared() {
        SortedMap<String, String> declared = new TreeMap<>();
        instructions()
                .map(ARGUMENT::matcher)
                .filter(Matcher::matches)
                .forEach(matcher -> declared.put(matcher.group("name"), matcher.group("value")));
        return declared;
    }

    /** Changes with every byte, every file name, every argument, the suite and the processor's architecture. 16 hexadecimal digits. */
    public String hash() {
        return RecipeHash.of(suite, System.getProperty("os.arch", ""), files, arguments);
    }

    /** The instructions for the import, as a Dockerfile has them: {@code CMD}, {@code ENV}, {@code EXPOSE} and such. */
    public List<String> changes() {
        return instructions().filter(line -> !ARGUMENT.matcher(line).matches()).toList();
    }

    private Stream<String> instructions() {
        Content content = files.get(CHANGES);
        return content == null ? Stream.empty() : lines(content).stream();
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
