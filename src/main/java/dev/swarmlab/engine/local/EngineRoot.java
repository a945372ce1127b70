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

/** The engine's root filesystem: a node's, unpacked once for each version of its recipe. */
final class EngineRoot {

    private final PrivateEngineFiles files;
    private final RecipeBuilder recipes;
    private final Recipe recipe = Recipe.shipped("node");

    EngineRoot(PrivateEngineFiles files, RecipeBuilder recipes) {
        this.files = files;
        this.recipes = recipes;
    }

    /** Empty when {@link #ready} will work. */
    Optional<Failure> reasonItCannotBeHad() {
        boolean made = Files.isDirectory(folder()) || recipes.has(recipe);
        return made ? Optional.empty() : recipes.reasonItCannotBuild();
    }

    /** The folder, filled now if it isn't. Only while no engine runs in any version of it. */
    Path ready(Deadline deadline) throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            Path tar = recipes.build(recipe, deadline);
            for (Path old : all()) {
                Program.of("rm", "--recursive", "--force", "--one-file-system", old.toString())
                        .run("removing an old version of the private engine", files.stepLog(), deadline);
            }
            Path half = Files.createDirectory(files.root("half"));
            Program.of(
                            "tar",
                            "--extract",
                            "--numeric-owner",
                            "--same-permissions",
                            "--file=" + tar,
                            "--directory=" + half)
                    .run("unpacking the private engine", files.stepLog(), deadline);
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    /** Any version that is there; its tools are needed to clean up even after swarmlab's recipe has changed. */
    Optional<Path> present() throws IOException {
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
