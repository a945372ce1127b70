package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk space of the private engine. */
class EngineDataTest {

    private static final long MEGABYTE = 1_000_000;
    private static final Path FOLDER = Path.of("/var/lib/swarmlab/engine");

    private static EngineData data(Optional<Long> used, long reclaimable, long free, long total) {
        FolderSize cache = new FolderSize(400 * MEGABYTE, true);
        return new EngineData(
                FOLDER,
                used.map(size -> size * MEGABYTE),
                cache,
                reclaimable * MEGABYTE,
                free * MEGABYTE,
                total * MEGABYTE);
    }

    /** All in megabytes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # used | reclaimable | free  | total   | result
            2000   | 0           | 20000 | 50000   | OK
            2000   | 999         | 20000 | 50000   | OK
            2000   | 1000        | 20000 | 50000   | WARNING
            4000   | 1000        | 20000 | 50000   | WARNING
            4004   | 1000        | 20000 | 50000   | OK
            2000   | 0           | 9999  | 1000000 | WARNING
            2000   | 0           | 10000 | 1000000 | OK
            2000   | 0           | 2000  | 20000   | OK
            2000   | 0           | 1999  | 20000   | WARNING
            """)
    void is_a_warning_when_the_disk_is_nearly_full_or_much_can_be_freed(
            long used, long reclaimable, long free, long total, Result result) {
        Finding finding = data(Optional.of(used), reclaimable, free, total).finding();

        assertThat(finding.result()).isEqualTo(result);
        assertThat(finding.fix().contains("swarmlab prune")).isEqualTo(result == Result.WARNING);
    }

    @Test
    void is_shown_with_the_cache_and_the_free_space() {
        assertThat(data(Optional.of(2100L), 0, 20_000, 50_000).finding().found())
                .isEqualTo("engine 2.1 GB, cached root filesystems 400 MB; 20.0 GB of 50.0 GB free");
    }

    @Test
    void is_unknown_when_the_engine_needs_too_long() {
        Finding finding = data(Optional.empty(), 0, 20_000, 50_000).finding();

        assertThat(finding.result()).isEqualTo(Result.OK);
        assertThat(finding.found()).startsWith("engine unknown, ");
    }

    @Test
    void of_another_engine_is_not_checked() {
        assertThat(EngineData.check(new FakeEngine(), FOLDER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, 600, true", "3, 600, false", "1, 200, false"})
    void reads_a_limited_number_of_files(int most, long bytes, boolean complete, @TempDir Path folder)
            throws IOException {
        for (String name : new String[] {"a", "b", "c"}) {
            Files.write(Files.createDirectories(folder.resolve(name)).resolve("file"), new byte[200]);
        }

        assertThat(FolderSize.of(folder, most)).isEqualTo(new FolderSize(bytes, complete));
    }

    @Test
    void of_a_folder_that_does_not_exist_is_nothing() {
        assertThat(FolderSize.of(Path.of("/no/such/folder"), 10)).isEqualTo(new FolderSize(0, true));
    }
}
