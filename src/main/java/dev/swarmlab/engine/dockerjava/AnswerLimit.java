package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a daemon may take for one answer: its patience, and never longer than the command has. When the command's
 * time is over, what it made must still be removed, so each call has a little time even then. A daemon that has missed
 * one limit gets only that little time until it answers again. Used by several threads at once.
 */
final class AnswerLimit {

    /** Nodes' daemons and engines under load answer this in milliseconds. */
    private static final Duration PING = Patience.scaled(Duration.ofSeconds(20));

    /** The engine unpacks a whole root filesystem before its first word. */
    private static final Duration IMPORT = Patience.scaled(Duration.ofMinutes(15));

    private static final Duration TO_CLEAN_UP = Patience.scaled(Duration.ofSeconds(20));
    private static final Duration AFTER_SILENCE = Patience.scaled(Duration.ofSeconds(5));

    /** A wait in milliseconds may end that much before a deadline in nanoseconds. */
    private static final Duration CLOCKS_TICK = Duration.ofMillis(2);

    /** Their callers wait for the end, with a deadline of their own, or follow the stream for as long as it lasts. */
    private static final Pattern STREAM = Pattern.compile(
            "/(events|build|images/create|images/.+/push|exec/[^/]+/start|containers/[^/]+/(attach|wait))(\\?.*)?");

    private static final Pattern IMPORTING = Pattern.compile("/images/create\\?fromSrc=.*");

    private final Duration patience;
    private final Optional<Deadline> command;
    private volatile boolean silent;

    AnswerLimit(Duration patience, Optional<Deadline> command) {
        this.patience = patience;
        this.command = command;
    }

    /** The limit for one request; empty for a stream. */
    Optional<Duration> of(Request request) {
        String path = request.path();
        if (IMPORTING.matcher(path).matches()) {
            return Optional.of(withinCommand(IMPORT));
        }
        if (STREAM.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.of(withinCommand(path.equals("/_ping") ? shorter(PING, patience) : patience));
    }

    void answered() {
        silent = false;
    }

    void missed() {
        silent = true;
    }

    /** The time that the command was given, once it is over: the daemon may answer, but too late. */
    Optional<Duration> commandIsOver() {
        return command.filter(deadline -> deadline.left().compareTo(CLOCKS_TICK) <= 0)
                .map(Deadline::given);
    }

    private Duration withinCommand(Duration limit) {
        if (silent) {
            return shorter(limit, AFTER_SILENCE);
        }
        return command.map(deadline -> shorter(limit, deadline.isPast() ? TO_CLEAN_UP : deadline.left()))
                .orElse(limit);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
