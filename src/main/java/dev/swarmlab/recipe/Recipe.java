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
 * A folder from which swarmlab builds an image's root filesystem without an image registry. It contains:
 *
 * <ul>
 *   <li>{@code recipe}, a script that writes the root filesystem to the tar file named by its argument. Its environment
 *       has the build arguments, {@code SUITE} (the Debian suite) and {@code KEPT} (a folder that no other recipe uses
 *       and that is kept for the next build).
 *   <li>{@code changes}, optional: Dockerfile instructions for the import, and {@code ARG} for each build argument.
 *   <li>any other files that the script needs.
 * </ul>
 *
 * <p>Immutable.
 */
public final class Recipe {

    /** The default Debian suite for packages. */
    public static final String DEFAULT_SUITE = "trixie";

    static final String SCRIPT = "recipe";
    private static final String CHANGES = "changes";
    private static final String SHIPPED = "/images/";
    private static final String SHIPPED_FILES = SHIPPED + "files";

    /** As in a Dockerfile: {@code ARG NAME=DEFAULT}. Without a default, the value is empty. */
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

    /** The content of one file of the recipe. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /**
     * The recipe in a folder of {@code images/}, which is part of swarmlab's jar.
     *
     * @throws IllegalArgumentException when there is none with this name
     */
    public static Recipe shipped(String name) {
        SortedMap<String, Content> files = new TreeMap<>();
        for (String path : lines(() -> resource(SHIPPED_FILES))) {
            if (path.startsWith(name + "/")) {
                files.put(path.substring(name.length() + 1), () -> resource(SHIPPED + path));
            }
        }
        if (!files.containsKey(SCRIPT)) {
            throw new IllegalArgumentException("swarmlab has no recipe named " + name);
        }
        return new Recipe(name, DEFAULT_SUITE, files, new TreeMap<>());
    }

    /** Whether the folder contains a recipe. Other folders may contain only a Dockerfile. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(SCRIPT));
    }

    /**
     * The recipe in a folder of the user.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when there is none, or when the folder can't be read
     */
    public static Recipe in(Path folder) {
        if (!isIn(folder)) {
            throw Failure.of(FailureKind.WRONG_INPUT, folder + " contains no recipe")
                    .advise("Add an executable script named recipe that writes the image's root filesystem to the"
                            + " tar file named by its only argument.");
        }
        SortedMap<String, Content> files = filesIn(folder);
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return new Recipe(name == null ? "image" : name.toString(), DEFAULT_SUITE, files, new TreeMap<>());
    }

    /** A hash of all file names and contents in a folder, with or without a recipe, and of the build arguments. */
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
        return Files.newInputStream(SwarmlabJar.isPlaceholder(file) ? SwarmlabJar.jar() : file);
    }

    /** The same recipe with packages of another Debian suite, and so with other versions of the programs. */
    public Recipe from(String otherSuite) {
        return new Recipe(name, otherSuite, files, arguments);
    }

    /**
     * The same recipe with build arguments. They replace earlier ones.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the recipe does not declare an argument
     */
    public Recipe with(Map<String, String> buildArguments) {
        Set<String> known = declared().keySet();
        for (String argument : new TreeMap<>(buildArguments).keySet()) {
            if (!known.contains(argument)) {
                throw Failure.of(FailureKind.WRONG_INPUT, "the recipe " + name + " has no argument " + argument)
                        .because(known.isEmpty() ? "it has none" : "it has " + String.join(", ", known))
                        .advise("If the recipe uses it, declare it in the recipe's file changes: ARG " + argument);
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
     * The name under which the output is cached. It does not depend on the content of the recipe's files, so a new
     * build replaces the old one. Each suite and each set of arguments has its own key, since labs may use several at
     * once.
     */
    public String key() {
        String key = name + "-" + suite;
        return arguments.isEmpty() ? key : key + "-" + RecipeHash.of(arguments);
    }

    /** Variables for the script: every declared argument, with its value or its default. */
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

    /**
     * A hash of file names and contents, arguments, suite and processor architecture: 16 hexadecimal digits.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when a file can't be read
     */
    public String hash() {
        return RecipeHash.of(suite, System.getProperty("os.arch", ""), files, arguments);
    }

    /** Dockerfile instructions for the import, such as {@code CMD} and {@code ENV}, without {@code ARG}. */
    public List<String> changes() {
        return instructions().filter(line -> !ARGUMENT.matcher(line).matches()).toList();
    }

    private Stream<String> instructions() {
        Content content = files.get(CHANGES);
        return content == null ? Stream.empty() : lines(content).stream();
    }

    /** Writes the recipe to an existing folder. Makes scripts executable, since a jar has no file modes. */
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

    /** The stripped lines that are neither empty nor comments. */
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
