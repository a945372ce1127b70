package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of xterm.js are those that {@code src/main/xterm/update} copied. */
class XtermTest {

    private static final Path FOLDER = Path.of("src/main/resources/xterm");
    private static final Path SCRIPT = Path.of("src/main/xterm/update");

    @ParameterizedTest
    @CsvSource({"XTERM, xterm", "FIT, addon-fit"})
    void have_the_version_that_the_script_pins(String variable, String name) throws IOException {
        String version = Files.readString(SCRIPT)
                .lines()
                .filter(line -> line.startsWith(variable + "="))
                .map(line -> line.substring(variable.length() + 1))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readAllLines(FOLDER.resolve("versions.txt"))).contains(name + " " + version);
    }

    @Test
    void have_their_checksums() throws IOException, GeneralSecurityException {
        List<String> sums = Files.readAllLines(FOLDER.resolve("versions.txt")).stream()
                .filter(line -> line.contains("  "))
                .toList();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("LICENSE", "xterm.js", "xterm-fit.js", "xterm.css", "versions.txt");
        }
        assertThat(sums).hasSize(4);
        for (String line : sums) {
            String[] columns = line.split(" +");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FOLDER.resolve(columns[1])));
            assertThat(HexFormat.of().formatHex(digest)).as(columns[1]).isEqualTo(columns[0]);
        }
    }

    /** The content security policy refuses these. */
    @Test
    void need_no_exception_from_the_content_security_policy() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("xterm.js")))
                .doesNotContain("eval(", "new Function", "new Worker", "setAttribute(\"style\"")
                .doesNotContainPattern(Pattern.compile("\\.innerHTML *="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm.js", "xterm-fit.js", "xterm.css"})
    void are_served_with_the_page(String file) {
        assertThat(PageFile.at("/" + file)).isPresent();
    }

    @Test
    void have_a_license_that_is_in_the_jar() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("LICENSE"))).contains("xterm.js authors", "Permission is hereby");
    }
}
