package dev.swarmlab.doctor;

import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.local.PrivateEngineFiles;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.prune.PrunePlanner;
import dev.swarmlab.prune.PruneScope;
import dev.swarmlab.report.ByteSize;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The disk space of the private engine, in bytes.
 *
 * @param folder with the engine's data and root filesystem
 * @param used by the engine's images, containers and volumes; empty when the engine needs too long to find out
 * @param cache the root filesystems that were built from recipes
 * @param reclaimable what {@code swarmlab prune} would free
 * @param free of the disk
 * @param total of the disk
 */
record EngineData(Path folder, Optional<Long> used, FolderSize cache, long reclaimable, long free, long total) {

    private static final String ID = "data";
    private static final long GIGABYTE = 1_000_000_000;

    /** A disk is nearly full below both. */
    private static final long LITTLE_SPACE = 10 * GIGABYTE;

    private static final int LITTLE_SPACE_DIVISOR = 10;

    /** Much can be freed above both. */
    private static final long MUCH_TO_FREE = GIGABYTE;

    private static final int MUCH_TO_FREE_DIVISOR = 4;

    /** Reading so many files takes less than a second. */
    private static final int MOST_FILES = 20_000;

    /** The check of the private engine; empty for any other engine, whose disk is not swarmlab's. */
    static Optional<Finding> check(Engine engine, Path cache) {
        PrivateEngineFiles files = PrivateEngineFiles.ofThisHost();
        return engine.address().equals("unix://" + files.socket())
                ? Optional.of(read(engine, files.state(), cache))
                : Optional.empty();
    }

    private static Finding read(Engine engine, Path folder, Path cache) {
        try {
            FileStore disk = Files.getFileStore(folder);
            Optional<DiskUsage> usage = engine.diskUsage();
            long reclaimable = new PrunePlanner(engine, new Parallel(false), PruneScope.DEFAULT)
                    .plan(Instant.now(), usage)
                    .preview()
                    .freedBytes();
            return new EngineData(
                            folder,
                            usage.map(DiskUsage::total),
                            FolderSize.of(cache, MOST_FILES),
                            reclaimable,
                            disk.getUsableSpace(),
                            disk.getTotalSpace())
                    .finding();
        } catch (IOException | EngineException exception) {
            return Finding.unknown(ID, "the disk space can't be read: " + exception.getMessage(), "", "");
        }
    }

    Finding finding() {
        String found = "engine " + used.map(ByteSize::text).orElse("unknown") + ", cached root filesystems "
                + (cache.isComplete() ? "" : "more than ") + ByteSize.text(cache.bytes()) + "; "
                + ByteSize.text(free) + " of " + ByteSize.text(total) + " free";
        if (free < LITTLE_SPACE && free < total / LITTLE_SPACE_DIVISOR) {
            return Finding.warning(
                    ID,
                    found,
                    "The disk of " + folder + " is nearly full. When it is full, labs fail.",
                    reclaimable > 0
                            ? "Free " + ByteSize.text(reclaimable) + " with: swarmlab prune"
                            : "Remove images that no lab uses now with: swarmlab prune --all"
                                    + "\nOr remove labs with: swarmlab down LAB");
        }
        if (reclaimable >= MUCH_TO_FREE && reclaimable >= used.orElse(0L) / MUCH_TO_FREE_DIVISOR) {
            return Finding.warning(
                    ID,
                    found,
                    ByteSize.text(reclaimable) + " are used by expired labs, leftovers, and images that no lab uses.",
                    "Free this space with: swarmlab prune");
        }
        return Finding.ok(ID, found);
    }
}
