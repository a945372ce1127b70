package dev.swarmlab.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.ArchitectureTest;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.progress.Step;
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

/** Compares the documents, labs and CI script with the code and with each other. */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final Path ARCHITECTURE = Path.of("docs/architecture.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

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
    void ci_runs_the_command_of_the_readme() throws IOException {
        String command = Files.readString(README)
                .lines()
                .filter(line -> line.endsWith("mvn -B verify"))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(Path.of(".ci/run"))).contains(command.split(" && "));
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            Stream<Path> others = Stream.of(
                            "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "stack/README.md")
                    .map(Path::of);
            return Stream.concat(others, files.filter(DocumentsTest::isMarkdown))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_of_a_document_leads_to_a_file_that_exists(Path document) throws IOException {
        assertThat(LINK.matcher(Files.readString(document)).results().map(link -> target(document, link)))
                .allMatch(Files::exists);
    }

    static List<Path> labPages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/labs"))) {
            return files.filter(DocumentsTest::isMarkdown).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("labPages")
    void every_lab_page_states_the_time_removes_the_lab_and_says_what_comes_next(Path page) throws IOException {
        String name = page.getFileName().toString().replace(".md", "");

        assertThat(Files.readAllLines(page))
                .anyMatch(line -> line.startsWith("**Time:**"))
                .anyMatch(line -> line.contains("swarmlab down " + name))
                .contains("## Next");
    }

    @Test
    void the_readme_lists_the_labs_in_the_order_in_which_their_pages_lead_on() throws IOException {
        List<String> listed = LINK.matcher(Files.readString(README))
                .results()
                .map(link -> link.group(1))
                .filter(link -> link.startsWith("docs/labs/"))
                .toList();

        List<String> pages =
                listed.stream().map(link -> link.replace("docs/labs/", "")).toList();
        for (int lab = 0; lab + 1 < pages.size(); lab++) {
            String page = Files.readString(Path.of(listed.get(lab)));
            String next = page.substring(page.indexOf("## Next"));
            assertThat(LINK.matcher(next).results().findFirst().map(link -> link.group(1)))
                    .as("the page after %s", pages.get(lab))
                    .contains(pages.get(lab + 1));
        }
        assertThat(listed).hasSameSizeAs(labs());
    }

    @Test
    void the_readme_lists_the_steps_of_json_lines() throws IOException {
        String readme = Files.readString(README).replaceAll("\\s+", " ");

        assertThat(readme.substring(readme.indexOf("the steps are"), readme.indexOf("Both write to standard error")))
                .contains(Stream.of(Step.values())
                        .map(step -> "`" + step.id() + "`")
                        .toList());
    }

    @Test
    void the_map_of_the_code_names_the_packages_from_top_to_bottom() throws IOException {
        List<String> lines = Files.readAllLines(ARCHITECTURE);
        List<String> packages = lines.stream()
                .skip(lines.indexOf("## The map"))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(row -> CODE.matcher(row.split("\\|", -1)[1]).results())
                .map(code -> code.group(1))
                .toList();

        assertThat(packages).containsExactlyElementsOf(ArchitectureTest.LAYERS);
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    private static Path target(Path document, MatchResult link) {
        return document.resolveSibling(link.group(1));
    }
}
