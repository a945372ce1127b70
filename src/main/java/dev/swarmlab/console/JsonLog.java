package dev.swarmlab.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.EngineCall;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Step;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object a line, for programs that follow a command. Each object has {@code time} (UTC, ISO 8601) and
 * {@code state}:
 *
 * <ul>
 *   <li>{@code started}, {@code progress}, {@code done} or {@code failed}: of {@code step}, for {@code subject}
 *   <li>{@code message}: something that the user should know, in {@code detail}
 *   <li>{@code call}: a call to an engine has ended
 *   <li>{@code error}: the command failed; {@code advice} tells what to do
 * </ul>
 *
 * <p>{@code lab}, {@code subject}, {@code detail} and {@code durationMs}, in milliseconds, are left out where they are
 * unknown. Thread-safe.
 */
final class JsonLog implements Listener {

    private final PrintStream err;
    private final Map<Step, Long> startedAt = new EnumMap<>(Step.class);
    private String lab = "";

    JsonLog(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.LabNamed named) {
            lab = named.lab();
        } else if (event instanceof Event.StepBegan began) {
            startedAt.put(began.step(), System.nanoTime());
            write(step(began.step(), "", "started").put("detail", "0 of " + began.subjects()));
        } else if (event instanceof Event.SubjectDone done) {
            ObjectNode line = step(done.step(), done.subject(), "progress");
            write(withDuration(withText(line, "detail", done.detail()), sinceStart(done.step())));
        } else if (event instanceof Event.StepDone done) {
            write(withDuration(step(done.step(), "", "done"), done.took()));
        } else if (event instanceof Event.StepFailed failed) {
            write(withDuration(step(failed.step(), failed.subject(), "failed"), sinceStart(failed.step())));
        } else if (event instanceof Event.Said said) {
            message(said.text());
        }
    }

    synchronized void message(String text) {
        write(withText(line(lab, "message"), "detail", text.strip()));
    }

    synchronized void error(String text, @Nullable String advice) {
        write(withText(line(lab, "error").put("detail", text.strip()), "advice", advice == null ? "" : advice));
    }

    synchronized void call(EngineCall call) {
        write(withDuration(line(lab, "call").put("detail", call.toString()), call.took()));
    }

    /** Labs are removed at the same time, so the subject of that step is the lab. */
    private ObjectNode step(Step step, String subject, String state) {
        String about = step == Step.REMOVAL && !subject.isEmpty() ? subject : lab;
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        withText(line, "lab", about);
        line.put("step", step.id());
        withText(line, "subject", subject);
        return line.put("state", state);
    }

    private static ObjectNode line(String lab, String state) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        return withText(line, "lab", lab).put("state", state);
    }

    private static ObjectNode withText(ObjectNode line, String key, String text) {
        return text.isEmpty() ? line : line.put(key, text);
    }

    private static ObjectNode withDuration(ObjectNode line, @Nullable Duration duration) {
        return duration == null ? line : line.put("durationMs", duration.toMillis());
    }

    private @Nullable Duration sinceStart(Step step) {
        Long start = startedAt.get(step);
        return start == null ? null : Duration.ofNanos(System.nanoTime() - start);
    }

    private void write(ObjectNode line) {
        err.println(line);
    }
}
