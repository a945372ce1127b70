package dev.swarmlab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchPathTest {

    @Test
    void always_includes_the_administrators_folders() {
        assertThat(SearchPath.of(Map.of("PATH", "/usr/bin::/sbin")))
                .hasToString("/usr/bin:/sbin:/usr/local/sbin:/usr/sbin");
    }

    @Test
    void finds_programs() {
        SearchPath path = SearchPath.of(Map.of());
        assertThat(path.has("sh")).isTrue();
        assertThat(path.has("no-such-program")).isFalse();
    }

    @Test
    void a_folder_can_be_put_first() {
        assertThat(SearchPath.of(Map.of("PATH", "/sbin")).startingWith(Path.of("/opt")))
                .hasToString("/opt:/sbin:/usr/local/sbin:/usr/sbin");
    }
}
