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

/** Runs recipes and caches their output until the recipe changes. Thread-safe, also across processes. */
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

    /** A builder with the default cache, {@code /var/lib/swarmlab/images}. */
    public static RecipeBuilder ofThisHost(Consumer<String> say) {
        return in(DEFAULT_CACHE, say);
    }

    /** A builder with another cache folder, which need not exist. */
    public static RecipeBuilder in(Path cache, Consumer<String> say) {
        SearchPath searchPath = SearchPath.of(System.getenv());
        return new RecipeBuilder(
                cache, new Mmdebstrap(cache.resolve("tools"), Privileges.ofThisProcess(), searchPath, say), say);
    }

    /** The folder that holds the output of all recipes. It may not exist. */
    public Path cache() {
        return cache;
    }

    /** Why {@link #build} can't work on this host, except for recipes in the cache; empty when it can. */
    public Optional<Failure> reasonItCannotBuild() {
        return tools.reasonUnavailable();
    }

    /** Whether the output of the recipe is in the cache. */
    public boolean has(Recipe recipe) {
        return Files.exists(tar(recipe));
    }

    /**
     * Returns the recipe's root filesystem as an uncompressed tar file. Builds it when it is not in the cache. Of two
     * calls at the same time, one builds and the other waits.
     *
     * @throws Failure when it can't be built, with the last lines of the recipe's output
     */
    public Path build(Recipe recipe, Deadline deadline) {
        Path tar = tar(recipe);
        if (Files.exists(tar)) {
            return tar;
        }
        tools.reasonUnavailable().ifPresent(reason -> {
            throw reason;
        });
        String what = "building the image of " + recipe.name();
        try {
            createPrivate(cache);
            LockFile.hold(cache.resolve(recipe.key() + ".lock"), "another swarmlab " + what, deadline, () -> {
                if (!Files.exists(tar)) {
                    say.accept("Building the image of " + recipe.name() + " from Debian packages (" + recipe.suite()
                            + "). This can take half a minute; the result is cached");
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
            Path output = work.resolve("output" + TAR);
            Path kept = Files.createDirectories(cache.resolve(recipe.key() + KEPT));
            recipe.copyTo(folder);
            tools.prepare(deadline)
                    .with(List.of(folder.resolve(Recipe.SCRIPT).toString(), output.toString()))
                    .with(recipe.environment())
                    .with(Map.of("SUITE", recipe.suite(), "TMPDIR", temporary.toString(), "KEPT", kept.toString()))
                    .run(what, cache.resolve(recipe.key() + ".log"), deadline);
            if (!Files.exists(output)) {
                throw Failure.of(FailureKind.FAILED, what + " failed")
                        .because("its recipe ended without an error but did not write the file named by its argument");
            }
            removeOthers(recipe, TAR);
            Files.move(output, tar(recipe), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException exception) {
            removeQuietly(work, exception);
            throw exception;
        }
        remove(work);
    }

    private Path tar(Recipe recipe) {
        return cache.resolve(recipe.key() + "-" + recipe.hash() + TAR);
    }

    /** Removes the output of earlier versions of the recipe, or the folders of builds that were killed. */
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

    private static void removeQuietly(Path folder, Exception reason) {
        try {
            remove(folder);
        } catch (IOException | UncheckedIOException exception) {
            reason.addSuppressed(exception);
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
