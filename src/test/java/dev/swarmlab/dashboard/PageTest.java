package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the files of the dashboard page. */
class PageTest {

    private static final Path FOLDER = Path.of("src/main/resources/dashboard");
    private static final int MAX_BYTES = 300_000;

    /** The URLs of w3.org are names of XML namespaces: browsers do not load them. */
    private static final Pattern OTHER_SITE =
            Pattern.compile("https?://(?!www\\.w3\\.org/)|(src|href|url\\()\\s*=?\\s*[\"']?//");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.toList();
        }
    }

    @Test
    void all_files_together_have_less_than_300_kB() throws IOException {
        assertThat(files().stream().mapToLong(PageTest::size).sum())
                .isPositive()
                .isLessThan(MAX_BYTES);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_file_is_served_and_loads_nothing_from_other_sites(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContainPattern(OTHER_SITE);
        assertThat(PageFile.at("/" + file.getFileName())).isPresent();
    }
}
