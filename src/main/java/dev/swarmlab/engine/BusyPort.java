package dev.swarmlab.engine;

/** How to free a TCP port of this host that a program listens on. */
public final class BusyPort {

    /** The port of the AirPlay Receiver, a service of macOS. */
    private static final int AIRPLAY = 5000;

    private BusyPort() {}

    /** @param operatingSystem the system property {@code os.name}, as in {@code Linux} or {@code Mac OS X} */
    public static String advice(int port, String operatingSystem) {
        if (operatingSystem.startsWith("Mac")) {
            return port == AIRPLAY
                    ? "AirPlay Receiver uses it: turn it off in System Settings, General, AirDrop & Handoff"
                    : "Find the program with: lsof -nP -iTCP:" + port + " -sTCP:LISTEN";
        }
        return "Find the program with: "
                + (operatingSystem.startsWith("Windows")
                        ? "netstat -ano | findstr :" + port
                        : "ss -ltnp 'sport = :" + port + "'");
    }
}
