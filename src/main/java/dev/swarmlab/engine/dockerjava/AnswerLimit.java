package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The time limit of a request: a limit for the daemon, and at most the time that the command has left. A command whose
 * deadline has passed must still remove what it created; its requests then get {@link #TO_CLEAN_UP}. A daemon that has
 * missed a limit gets only {@link #AFTER_SILENCE} until it answers again. Thread-safe.
 */
final class AnswerLimit {

    /** Daemons answer a ping in milliseconds, also under load. */
    private static final Duration PING = Patience.scaled(Duration.ofSeconds(20));

    /** The engine unpacks a whole root filesystem before it answers. */
    private static final Duration IMPORT = Patience.scaled(Duration.ofMinutes(15));

    /** The engine reads the folders of all containers and volumes. A command can do without the answer. */
    private static final Duration DISK_USAGE = Patience.scaled(Duration.ofSeconds(10));

    private static final Duration TO_CLEAN_UP = Patience.scaled(Duration.ofSeconds(20));
    private static final Duration AFTER_SILENCE = Patience.scaled(Duration.ofSeconds(5));

    /** A wait in milliseconds may end this much before a deadline in nanoseconds. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMillis(2);

    /** Answers without a limit: their callers have deadlines of their own, or follow a stream that has no end. */
    private static final Pattern STREAM = Pattern.compile(
            "/(events|build|images/create|images/.+/push|exec/[^/]+/start|containers/[^/]+/(attach|wait))(\\?.*)?");

    /** A log that is followed, or read as a whole; the last lines of one are an answer like others. */
    private static final Pattern LOG_STREAM =
            Pattern.compile("/containers/[^/]+/logs(?=.*[?&]follow=|(?!.*[?&]tail=)).*");

    private static final Pattern IMPORTING = Pattern.compile("/images/create\\?fromSrc=.*");

    private final Duration perRequest;
    private final Optional<Deadline> command;
    private volatile boolean silent;

    /**
     * @param perRequest the limit of the daemon
     * @param command the deadline of the command, if it has one
     */
    AnswerLimit(Duration perRequest, Optional<Deadline> command) {
        this.perRequest = perRequest;
        this.command = command;
    }

    /** The limit of a request; empty for a stream. */
    Optional<Duration> of(Request request) {
        String path = request.path();
        if (IMPORTING.matcher(path).matches()) {
            return Optional.of(withinCommand(IMPORT));
        }
        if (STREAM.matcher(path).matches() || LOG_STREAM.matcher(path).matches()) {
            return Optional.empty();
        }
        if (path.startsWith("/system/df")) {
            return Optional.of(withinCommand(shorter(DISK_USAGE, perRequest)));
        }
        return Optional.of(withinCommand(path.equals("/_ping") ? shorter(PING, perRequest) : perRequest));
    }

    /** The daemon answered within its limit. */
    void answered() {
        silent = false;
    }

    /** The daemon missed its limit. */
    void missed() {
        silent = true;
    }

    /** The time that the command was given, if its deadline has passed. */
    Optional<Duration> commandIsOver() {
        return command.filter(deadline -> deadline.left().compareTo(CLOCK_TOLERANCE) <= 0)
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
