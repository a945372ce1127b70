package dev.swarmlab.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands beside the code is true. */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    static List<Path> labs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("labs"))) {
            return files.filter(file -> file.toString().endsWith(".yml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void every_lab_is_valid(Path lab) {
        ReadResult reading = new LabFileReader(Map.of(), Path.of(""))
                .read(LabFileSource.of(lab.toString(), InputStream.nullInputStream()));

        assertThat(reading).isInstanceOf(ReadResult.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("labs")
    void every_lab_is_named_like_its_file_and_has_a_page(Path lab) throws IOException {
        String name = lab.getFileName().toString().replace(".yml", "");

        assertThat(Files.readAllLines(lab)).contains("name: " + name);
        assertThat(Path.of("docs/labs", name + ".md")).content().contains("labs/" + name + ".yml", "swarmlab check");
    }

    @Test
    void ci_runs_what_the_readme_tells_to_run() throws IOException {
        String command = Files.readString(README)
                .lines()
                .filter(line -> line.endsWith("mvn -B verify"))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(Path.of(".ci/run"))).contains(command.split(" && "));
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(README), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_of_a_document_leads_somewhere(Path document) throws IOException {
        assertThat(LINK.matcher(Files.readString(document)).results().map(link -> target(document, link)))
                .allMatch(Files::exists);
    }

    private static Path target(Path document, MatchResult link) {
        return document.resolveSibling(link.group(1));
    }
}
