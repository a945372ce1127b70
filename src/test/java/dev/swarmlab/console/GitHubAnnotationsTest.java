package dev.swarmlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.failure.Place;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubAnnotationsTest {

    private static GitHubAnnotations in(String workspace, String workingFolder) {
        return new GitHubAnnotations(Map.of("GITHUB_WORKSPACE", workspace), Path.of(workingFolder));
    }

    /** The names are those that GitHub looks up in the checkout. */
    @ParameterizedTest
    @CsvSource({
        "/w, /w, lab.yml, lab.yml",
        "/w, /w, ./labs/../lab.yml, lab.yml",
        "/w, /w/labs, lab.yml, labs/lab.yml",
        "/w, /w/labs, ../lab.yml, lab.yml",
        "/w, /w, /w/labs/lab.yml, labs/lab.yml",
        "/w, /elsewhere, lab.yml, lab.yml",
        "/w, /w, /tmp/lab.yml, /tmp/lab.yml",
        "'', /w, labs/lab.yml, labs/lab.yml",
    })
    void names_a_file_from_the_folder_of_the_checkout(
            String workspace, String workingFolder, String file, String expected) {
        assertThat(in(workspace, workingFolder).error(new Place(file, 2, 11, "wrong", "write 1")))
                .isEqualTo("::error file=" + expected + ",line=2,col=11,title=swarmlab::wrong%0Awrite 1");
    }

    @Test
    void a_mistake_of_a_whole_file_has_no_line() {
        assertThat(in("/w", "/w").error(new Place("lab.yml", 0, 0, "no such file", "name another file")))
                .isEqualTo("::error file=lab.yml,title=swarmlab::no such file%0Aname another file");
    }

    @Test
    void what_separates_the_parts_of_the_line_is_escaped() {
        assertThat(in("/w", "/w").error(new Place("a,b:c.yml", 1, 1, "100 %", "a: b,\r\nc")))
                .isEqualTo("::error file=a%2Cb%3Ac.yml,line=1,col=1,title=swarmlab::100 %25%0Aa: b,%0D%0Ac");
        assertThat(in("/w", "/w").error("a: b, c", "one\ntwo\n")).isEqualTo("::error title=a%3A b%2C c::one%0Atwo");
    }
}
