package dev.swarmlab.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFolderTest {

    private static final Map<String, String> HOME = Map.of("HOME", "/home/me");

    @Test
    void is_where_each_system_has_it() {
        assertThat(StateFolder.of(HOME, "Linux")).isEqualTo(Path.of("/home/me/.local/state/swarmlab"));
        assertThat(StateFolder.of(HOME, "Mac OS X"))
                .isEqualTo(Path.of("/home/me/Library/Application Support/swarmlab"));
        assertThat(StateFolder.of(Map.of("HOME", "/home/me", "LOCALAPPDATA", "/local"), "Windows 11"))
                .isEqualTo(Path.of("/local/swarmlab"));
    }

    @Test
    void is_where_the_user_wants_it() {
        assertThat(StateFolder.of(Map.of("HOME", "/home/me", "XDG_STATE_HOME", "/state"), "Linux"))
                .isEqualTo(Path.of("/state/swarmlab"));
        assertThat(StateFolder.of(Map.of("HOME", "/home/me", "XDG_STATE_HOME", "relative"), "Linux"))
                .isEqualTo(Path.of("/home/me/.local/state/swarmlab"));
    }
}
