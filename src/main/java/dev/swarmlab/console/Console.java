package dev.swarmlab.console;

import dev.swarmlab.engine.EngineCall;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.Place;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The streams and the environment of a command. Data goes to {@link #out}, progress and messages to {@link #err}. */
public final class Console {

    private static final Set<String> YES = Set.of("y", "yes");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final boolean terminal;
    private final boolean interactive;
    private volatile LogOptions log = LogOptions.DEFAULT;
    private volatile @Nullable JsonLog json;

    /**
     * A console that asks the user nothing.
     *
     * @param in standard input
     * @param out standard output: data only
     * @param err standard error: progress, messages and errors
     * @param environment the environment variables
     * @param terminal whether {@code err} is a terminal
     */
    public Console(
            InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {
        this(in, out, err, environment, terminal, false);
    }

    /** @param interactive whether {@code in} and {@code err} are terminals, so that the user can be asked */
    public Console(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            boolean terminal,
            boolean interactive) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
        this.interactive = interactive;
    }

    /** The console of this process. Java can't tell whether a stream is a terminal, so the launcher sets properties. */
    public static Console ofProcess() {
        return new Console(
                System.in,
                System.out,
                System.err,
                System.getenv(),
                Boolean.getBoolean("swarmlab.terminal"),
                Boolean.getBoolean("swarmlab.prompt"));
    }

    public InputStream in() {
        return in;
    }

    public PrintStream out() {
        return out;
    }

    /** For the output of other programs; {@link #say} follows the log format. */
    public PrintStream err() {
        return err;
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** Sets what is shown on standard error. To be called before the command runs. */
    public void show(LogOptions options) {
        log = options;
        json = options.format() == LogFormat.JSON ? new JsonLog(err) : null;
    }

    /**
     * Whether {@link #err} can redraw lines: it is a terminal, colours are not turned off, and neither the calls to
     * engines nor JSON lines are shown.
     */
    public boolean terminal() {
        return isRedrawable() && !log.verbose() && json == null;
    }

    /** Whether standard error gets colours. */
    public boolean color() {
        return !isColorOff() && (isColorForced() || isRedrawable());
    }

    private boolean isRedrawable() {
        return terminal && !isColorOff() && !"dumb".equals(environment.get("TERM"));
    }

    /** Whether the user turned colours off, by {@code --no-color} or {@code NO_COLOR}. */
    public boolean isColorOff() {
        return !log.color() || !variable("NO_COLOR").isEmpty();
    }

    /** Whether the user wants colours also where standard error is no terminal. {@link #isColorOff} comes first. */
    public boolean isColorForced() {
        return !isColorOff() && !Set.of("", "0").contains(variable("FORCE_COLOR"));
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Shows the progress of a command. */
    public Progress progress() {
        Listener lines = json;
        if (lines == null) {
            lines = terminal() ? LiveProgress.on(err) : new PlainProgress(err, color());
        }
        return new Progress(lines);
    }

    /** Shows the progress of a command, or nothing when the command is quiet. */
    public Progress progress(boolean quiet) {
        return quiet ? new Progress(event -> {}) : progress();
    }

    /** Shows the progress of a command that works on several labs. */
    public LabsProgress labsProgress(boolean quiet) {
        if (quiet) {
            return LabsProgress.to(
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), () -> event -> {});
        }
        if (json != null) {
            return LabsProgress.to(
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                    () -> new JsonLog(err));
        }
        return terminal() ? LabsProgress.live(err) : LabsProgress.plain(err, color());
    }

    /** Shows the calls to engines, if the user wants to see them. */
    public Optional<Consumer<EngineCall>> engineCalls() {
        return log.verbose() ? Optional.of(this::showCall) : Optional.empty();
    }

    private void showCall(EngineCall call) {
        JsonLog lines = json;
        if (lines != null) {
            lines.call(call);
        } else {
            err.println("  " + call + " " + call.took().toMillis() + " ms");
        }
    }

    /** Tells the user something that is neither data nor an error. */
    public void say(String text) {
        JsonLog lines = json;
        if (lines != null) {
            lines.message(text);
        } else {
            err.println(text);
        }
    }

    /** Like {@link #say}, for hints that only people need: nothing in a JSON log. */
    public void hint(String text) {
        if (json == null) {
            err.println(text);
        }
    }

    /** Tells the user why the command ends early. In a job of GitHub Actions, also as annotations. */
    public void error(Failure failure) {
        print(failure.getMessage(), failure.advice());
        if (failure.places().isEmpty()) {
            annotate("swarmlab", withAdvice(failure.getMessage(), failure.advice()));
        } else {
            annotate(failure.places());
        }
    }

    /** As {@link #error(Failure)}, for a command line that can't be understood. */
    public void error(String text, @Nullable String advice) {
        print(text, advice);
        annotate("swarmlab", withAdvice(text, advice));
    }

    private static String withAdvice(String text, @Nullable String advice) {
        return advice == null ? text : text + "\n" + advice;
    }

    /** In a job of GitHub Actions, shows mistakes at their places in the files. */
    public void annotate(List<Place> places) {
        if (hasAnnotations()) {
            GitHubAnnotations annotations = new GitHubAnnotations(environment, Path.of(""));
            places.forEach(place -> err.println(annotations.error(place)));
        }
    }

    /** In a job of GitHub Actions, shows an error that concerns no file. */
    public void annotate(String title, String text) {
        if (hasAnnotations()) {
            err.println(new GitHubAnnotations(environment, Path.of("")).error(title, text));
        }
    }

    /** Whether {@link #annotate} prints anything: not in a JSON log, whose lines are all JSON. */
    public boolean hasAnnotations() {
        return json == null && CiServer.of(environment) == CiServer.GITHUB;
    }

    /** Begins a part of the log that a CI server can fold. The caller ends it. */
    public LogSection section(String title) {
        return LogSection.begin(err, json == null ? CiServer.of(environment) : CiServer.OTHER, title);
    }

    private void print(String text, @Nullable String advice) {
        JsonLog lines = json;
        if (lines != null) {
            lines.error(text, advice);
            return;
        }
        err.println("swarmlab: " + text);
        if (advice != null) {
            err.println(advice);
        }
    }

    /**
     * Asks the user for a confirmation.
     *
     * @return false when the user said no; true without asking when nobody can answer
     */
    public boolean confirms(String question) {
        if (!interactive) {
            return true;
        }
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
