package dev.swarmlab.dashboard;

import java.util.concurrent.ThreadFactory;

/** Makes the dashboard's threads: daemon threads, which do not keep the process running. */
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
