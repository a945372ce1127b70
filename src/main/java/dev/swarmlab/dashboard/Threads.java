package dev.swarmlab.dashboard;

import java.util.concurrent.ThreadFactory;

/** The dashboard's threads. None of them keeps the process alive. */
final class Threads {

    private Threads() {}

    static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
