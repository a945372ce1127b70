package dev.swarmlab.labfile.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/lab-file.md are valid, and it explains every key. */
class LabFileDocumentationTest {

    private static final Path DOCUMENT = Path.of("docs/lab-file.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_valid(String example, @TempDir Path folder) throws IOException {
        Path labs = Files.createDirectories(folder.resolve("labs"));
        Path stack = Files.createDirectories(folder.resolve("stack"));
        Path echo = Files.createDirectories(folder.resolve("images/echo"));
        Files.writeString(echo.resolve("recipe"), "");
        boolean isStack = example.startsWith("# ../stack/shop.yml");
        Files.writeString(stack.resolve("shop.yml"), isStack ? example : "services: {api: {image: alpine}}");
        String lab = isStack ? "networks: [localnet]\nstacks: {shop: ../stack/shop.yml}" : example;
        String named = lab.startsWith("name:") ? lab : "name: lab\n" + lab;

        ReadResult reading = new LabFileReader(Map.of(), labs)
                .read(new LabFileSource.StandardInput(
                        new ByteArrayInputStream(named.getBytes(StandardCharsets.UTF_8))));

        assertThat(reading).isInstanceOf(ReadResult.Valid.class);
    }

    @Test
    void every_key_is_explained() throws IOException {
        Set<String> keys = new TreeSet<>();
        collectKeys(new ObjectMapper().readTree(LabFileJsonSchema.text()), keys);
        Set<String> explained = Pattern.compile("`([a-z_]+)`")
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(explained).containsAll(keys);
    }

    private static void collectKeys(JsonNode schema, Set<String> keys) {
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        schema.forEach(child -> collectKeys(child, keys));
    }
}
