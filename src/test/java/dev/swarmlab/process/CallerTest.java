package dev.swarmlab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallerTest {

    private final Caller self = Caller.ofThisProcess();

    private Caller as(long pid, String started) {
        return new Caller(self.user(), self.host(), self.processes(), pid, started);
    }

    @Test
    void is_named_by_user_and_host() {
        assertThat(self.name()).isEqualTo(System.getProperty("user.name") + "@" + self.host());
        assertThat(self.host()).isNotBlank().doesNotContain(".");
    }

    @Test
    void this_process_runs() {
        assertThat(self.isVisible()).isTrue();
        assertThat(self.hasEnded()).isFalse();
    }

    @Test
    void a_killed_process_has_ended() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        Caller caller = as(process.pid(), Caller.started(process.pid()).orElseThrow());
        assertThat(caller.hasEnded()).isFalse();

        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(caller.hasEnded()).isTrue();
    }

    @Test
    void another_process_is_found_by_its_id() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        Caller caller = Caller.of(process.pid()).orElseThrow();
        assertThat(caller.hasEnded()).isFalse();

        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(caller.hasEnded()).isTrue();
        assertThat(Caller.of(process.pid())).isEmpty();
    }

    @Test
    void a_later_process_with_the_same_id_is_another_process() {
        assertThat(as(self.pid(), "another time").hasEnded()).isTrue();
    }

    @Test
    void a_process_of_another_host_is_not_visible_and_not_known_to_have_ended() {
        Caller elsewhere = new Caller("ann", "laptop", "another boot", self.pid(), "another time");

        assertThat(elsewhere.isVisible()).isFalse();
        assertThat(elsewhere.hasEnded()).isFalse();
    }
}
