package dev.swarmlab.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFolderTest {

    private static final Map<String, String> HOME = Map.of("HOME", "/home/me");

    @Test
    void has_a_default_for_each_operating_system() {
        assertThat(StateFolder.of(HOME, "Linux")).isEqualTo(Path.of("/home/me/.local/state/swarmlab"));
        assertThat(StateFolder.of(HOME, "Mac OS X"))
                .isEqualTo(Path.of("/home/me/Library/Application Support/swarmlab"));
        assertThat(StateFolder.of(Map.of("HOME", "/home/me", "LOCALAPPDATA", "/local"), "Windows 11"))
                .isEqualTo(Path.of("/local/swarmlab"));
    }

    @Test
    void is_below_an_absolute_xdg_state_home() {
        assertThat(StateFolder.of(Map.of("HOME", "/home/me", "XDG_STATE_HOME", "/state"), "Linux"))
                .isEqualTo(Path.of("/state/swarmlab"));
        assertThat(StateFolder.of(Map.of("HOME", "/home/me", "XDG_STATE_HOME", "relative"), "Linux"))
                .isEqualTo(Path.of("/home/me/.local/state/swarmlab"));
    }
}
