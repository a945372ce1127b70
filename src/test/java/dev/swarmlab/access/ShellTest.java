package dev.swarmlab.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.NodeEnvironment.Change;
import dev.swarmlab.support.HostProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home/me/.local/state",
                "/home/it's me/two  blanks",
                "/home/\"quoted\"/$HOME/`id`/\\n",
                "'",
                "!$(exit 1);#"
            })
    void sh_gets_the_value_unchanged(String value) {
        String script = Shell.SH.line(new Change("PLACE", value)) + "\nprintf %s \"$PLACE\"";

        assertThat(HostProcesses.run("sh", "-c", script)).isEqualTo(value);
    }

    @Test
    void sh_unsets_a_variable() {
        String script = "PLACE=here\n" + Shell.SH.line(new Change("PLACE", null)) + "\nprintf %s \"${PLACE-unset}\"";

        assertThat(HostProcesses.run("sh", "-c", script)).isEqualTo("unset");
    }

    /** In single quotes, fish keeps a backslash unless a quote or another backslash follows it. */
    @Test
    void fish_has_its_own_syntax() {
        assertThat(Shell.FISH.line(new Change("PLACE", "it's a\\b"))).isEqualTo("set -gx PLACE 'it\\'s a\\\\b'");
        assertThat(Shell.FISH.line(new Change("PLACE", null))).isEqualTo("set -e PLACE");
    }

    @Test
    void powershell_has_its_own_syntax() {
        assertThat(Shell.POWERSHELL.line(new Change("PLACE", "C:\\Users\\it's $me\u2019")))
                .isEqualTo("$Env:PLACE = 'C:\\Users\\it''s $me\u2019\u2019'");
        assertThat(Shell.POWERSHELL.line(new Change("PLACE", null)))
                .isEqualTo("Remove-Item -ErrorAction SilentlyContinue Env:PLACE");
    }
}
