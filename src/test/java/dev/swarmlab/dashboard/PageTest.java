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

/** The files that the page is made of. */
class PageTest {

    private static final Path FOLDER = Path.of("src/main/resources/dashboard");
    private static final int MOST_BYTES = 300_000;

    /** The name of a language is written as an address, and nobody goes there. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("https?://(?!www\\.w3\\.org/)|(src|href|url\\()\\s*=?\\s*[\"']?//");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.toList();
        }
    }

    @Test
    void are_less_than_300_kB_together() throws IOException {
        assertThat(files().stream().mapToLong(PageTest::size).sum())
                .isPositive()
                .isLessThan(MOST_BYTES);
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
    void load_nothing_from_elsewhere_and_are_served(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContainPattern(ELSEWHERE);
        assertThat(PageFile.at("/" + file.getFileName())).isPresent();
    }
}
