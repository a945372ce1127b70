package dev.swarmlab.engine.local;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.process.Program;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.Recipe;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The private engine's root filesystem: the output of the recipe {@code node}, unpacked once per version of the recipe.
 */
final class EngineRoot {

    private final PrivateEngineFiles files;
    private final RecipeBuilder recipes;
    private final Recipe recipe = Recipe.shipped("node");

    EngineRoot(PrivateEngineFiles files, RecipeBuilder recipes) {
        this.files = files;
        this.recipes = recipes;
    }

    /** Why {@link #prepare} can't work on this host; empty when it can. */
    Optional<Failure> reasonUnavailable() {
        boolean exists = Files.isDirectory(folder()) || recipes.has(recipe);
        return exists ? Optional.empty() : recipes.reasonItCannotBuild();
    }

    /**
     * Returns the folder of the root filesystem. Creates it when necessary and removes older versions, so no private
     * engine may run.
     */
    Path prepare(Deadline deadline) throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            Path tar = recipes.build(recipe, deadline);
            for (Path old : all()) {
                Program.of("rm", "--recursive", "--force", "--one-file-system", old.toString())
                        .run("removing an old version of the private engine", files.stepLog(), deadline);
            }
            Path unfinished = Files.createDirectory(files.root("half"));
            Program.of(
                            "tar",
                            "--extract",
                            "--numeric-owner",
                            "--same-permissions",
                            "--file=" + tar,
                            "--directory=" + unfinished)
                    .run("unpacking the private engine", files.stepLog(), deadline);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    /** Any unpacked version. Cleaning up needs its programs, also after the recipe has changed. */
    Optional<Path> existing() throws IOException {
        return all().stream()
                .filter(folder -> Files.exists(folder.resolve("usr/sbin/iptables-nft")))
                .findFirst();
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> entries = Files.list(files.state())) {
            return entries.filter(path -> String.valueOf(path.getFileName()).startsWith("root-"))
                    .toList();
        }
    }

    private Path folder() {
        return files.root(recipe.hash());
    }
}
