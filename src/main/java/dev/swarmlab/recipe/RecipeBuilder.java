package dev.swarmlab.recipe;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Privileges;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.LockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs recipes, and keeps what they made until the recipe changes. */
public final class RecipeBuilder {

    private static final Path DEFAULT_CACHE = Path.of("/var/lib/swarmlab/images");
    private static final String TAR = ".tar";
    private static final String WORK = ".work";
    private static final String KEPT = ".kept";

    private final Path cache;
    private final PackageTools tools;
    private final Consumer<String> say;

    RecipeBuilder(Path cache, PackageTools tools, Consumer<String> say) {
        this.cache = cache;
        this.tools = tools;
        this.say = say;
    }

    /** With root's cache on this host. */
    public static RecipeBuilder ofThisHost(Consumer<String> say) {
        return in(DEFAULT_CACHE, say);
    }

    /** With a cache elsewhere. */
    public static RecipeBuilder in(Path cache, Consumer<String> say) {
        SearchPath searchPath = SearchPath.of(System.getenv());
        return new RecipeBuilder(
                cache, new Mmdebstrap(cache.resolve("tools"), Privileges.ofThisProcess(), searchPath, say), say);
    }

    /** Why {@link #build} can't work on this host whatever the recipe, unless the cache has what is asked for. */
    public Optional<Failure> reasonItCannotBuild() {
        return tools.reasonTheyAreOutOfReach();
    }

    /** Whether {@link #build} would return at once. */
    public boolean has(Recipe recipe) {
        return Files.exists(tar(recipe));
    }

    /**
     * The root filesystem that the recipe makes, as an uncompressed tar file; made now if it never was. Of two
     * that ask at the same time, one builds and the other waits.
     *
     * @throws Failure when it can't be made, with the last lines of what the recipe said
     */
    public Path build(Recipe recipe, Deadline deadline) {
        Path tar = tar(recipe);
        if (Files.exists(tar)) {
            return tar;
        }
        tools.reasonTheyAreOutOfReach().ifPresent(reason -> {
            throw reason;
        });
        String what = "building the image of " + recipe.name();
        try {
            createPrivate(cache);
            LockFile.hold(cache.resolve(recipe.key() + ".lock"), "another swarmlab " + what, deadline, () -> {
                if (!Files.exists(tar)) {
                    say.accept("Building the image of " + recipe.name() + " from Debian packages (" + recipe.suite()
                            + "), once; this can take half a minute");
                    run(recipe, what, deadline);
                }
            });
        } catch (IOException | UncheckedIOException exception) {
            throw Failure.of(FailureKind.FAILED, what + " failed")
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
        return tar;
    }

    private void run(Recipe recipe, String what, Deadline deadline) throws IOException {
        removeOthers(recipe, WORK);
        Path work = Files.createDirectory(cache.resolve(recipe.key() + "-" + recipe.hash() + WORK));
        try {
            Path folder = Files.createDirectory(work.resolve(recipe.name()));
            Path temporary = Files.createDirectory(work.resolve("tmp"));
            Path made = work.resolve("made" + TAR);
            Path kept = Files.createDirectories(cache.resolve(recipe.key() + KEPT));
            recipe.copyTo(folder);
            tools.prepare(deadline)
                    .with(List.of(folder.resolve(Recipe.SCRIPT).toString(), made.toString()))
                    .with(recipe.environment())
                    .with(Map.of("SUITE", recipe.suite(), "TMPDIR", temporary.toString(), "KEPT", kept.toString()))
                    .run(what, cache.resolve(recipe.key() + ".log"), deadline);
            if (!Files.exists(made)) {
                throw Failure.of(FailureKind.FAILED, what + " failed")
                        .because(
                                "its recipe ended without an error and wrote nothing to the file named by its argument");
            }
            removeOthers(recipe, TAR);
            Files.move(made, tar(recipe), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(work);
        }
    }

    private Path tar(Recipe recipe) {
        return cache.resolve(recipe.key() + "-" + recipe.hash() + TAR);
    }

    /** What earlier versions of the recipe made, and what a build that was killed left halfway. */
    private void removeOthers(Recipe recipe, String ending) throws IOException {
        Pattern others = Pattern.compile(Pattern.quote(recipe.key()) + "-[0-9a-f]{16}" + Pattern.quote(ending));
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                if (others.matcher(String.valueOf(file.getFileName())).matches()) {
                    remove(file);
                }
            }
        }
    }

    private static void remove(Path fileOrFolder) throws IOException {
        try (Stream<Path> walk = Files.walk(fileOrFolder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
