package dev.swarmlab.lab;

import dev.swarmlab.engine.BusyPort;
import dev.swarmlab.engine.KnownMessage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the user can do when an engine refuses to create or start a container, by the engine's error message. */
final class ErrorHints {

    private static final String CHOOSE_ANOTHER_PORT = "Choose another port in the lab file, or free this one. ";

    /** As in {@code listen tcp 127.0.0.1:5000: bind: …} and {@code failed to bind host port 127.0.0.1:5000/tcp: …}. */
    private static final Pattern PORT = Pattern.compile(":([1-9]\\d{0,4})(?:/tcp)?: ");

    private ErrorHints() {}

    static String of(String message) {
        return of(message, System.getProperty("os.name", ""));
    }

    /** @param operatingSystem the system property {@code os.name} */
    static String of(String message, String operatingSystem) {
        if (KnownMessage.PORT_IS_ALLOCATED.isIn(message)) {
            return CHOOSE_ANOTHER_PORT + "Find the container with: docker ps";
        }
        if (KnownMessage.PORT_IS_TAKEN.isIn(message)) {
            return CHOOSE_ANOTHER_PORT + busyPort(message, operatingSystem);
        }
        if (KnownMessage.CAPABILITIES_ARE_MISSING.isIn(message) || KnownMessage.IS_NOT_PERMITTED.isIn(message)) {
            return "The engine can't give a container the privileges that a node needs. See: swarmlab doctor";
        }
        if (KnownMessage.BIND_SOURCE_IS_MISSING.isIn(message)) {
            return "The engine can't see this folder. swarmlab's private engine sees all folders of the host except"
                    + " those of the system, such as /var and /etc. Docker Desktop sees the folders that it shares.";
        }
        if (KnownMessage.DISK_IS_FULL.isIn(message)) {
            return "The engine's disk is full. See what uses the space with: docker system df";
        }
        return "See what is wrong with the engine with: swarmlab doctor";
    }

    private static String busyPort(String message, String operatingSystem) {
        Matcher port = PORT.matcher(message);
        return port.find()
                ? BusyPort.advice(Integer.parseInt(port.group(1)), operatingSystem)
                : "Find the program that listens on it.";
    }
}
