package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineConnector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Runs whole command lines and keeps what they print. */
public final class CapturedConsole {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;
    private final EngineConnector connector;

    CapturedConsole(Map<String, String> environment, String standardInput) {
        this(environment, standardInput, false, EngineConnector.DOCKER_JAVA);
    }

    private CapturedConsole(
            Map<String, String> environment, String standardInput, boolean terminal, EngineConnector connector) {
        this.connector = connector;
        this.console = new Console(
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                terminal,
                terminal);
    }

    /** A console whose user sits at a terminal and types this. */
    static CapturedConsole onTerminal(Map<String, String> environment, String typed) {
        return new CapturedConsole(environment, typed, true, EngineConnector.DOCKER_JAVA);
    }

    CapturedConsole() {
        this(Map.of(), "");
    }

    /** One whose commands find this engine, whatever runs on the host. */
    static CapturedConsole with(Engine engine) {
        return with(engine, Map.of());
    }

    /** The same with a user who sits at a terminal and types this. */
    static CapturedConsole onTerminal(Engine engine, String typed) {
        Map<String, String> environment = Map.of("DOCKER_HOST", "tcp://engine.invalid:2375", "NO_COLOR", "1");
        return new CapturedConsole(environment, typed, true, (endpoint, deadline, calls) -> engine);
    }

    static CapturedConsole with(Engine engine, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DOCKER_HOST", "tcp://engine.invalid:2375");
        return new CapturedConsole(all, "", false, (endpoint, deadline, calls) -> engine);
    }

    /** Runs the arguments to their end and returns the exit code. */
    public int run(String... arguments) {
        return CommandLineTool.run(console, connector, arguments);
    }

    public Console console() {
        return console;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
