package dev.swarmlab.console;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;

/**
 * A part of the log of a CI job that the server's page can fold: a <a
 * href="https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections">section</a> of GitLab, a group of GitHub.
 * On other servers it is nothing.
 */
public final class LogSection {

    /** Clears the line, so that GitLab does not show the marker. */
    private static final String CLEAR = "\u001b[0K";

    private final PrintStream err;
    private final CiServer server;
    private final String id;

    private LogSection(PrintStream err, CiServer server, String id) {
        this.err = err;
        this.server = server;
        this.id = id;
    }

    static LogSection begin(PrintStream err, CiServer server, String title) {
        String id = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "_");
        LogSection section = new LogSection(err, server, id);
        if (server == CiServer.GITLAB) {
            err.println(CLEAR + section.marker("start") + title);
        } else if (server == CiServer.GITHUB) {
            err.println("::group::" + title);
        }
        return section;
    }

    private String marker(String what) {
        return "section_" + what + ":" + Instant.now().getEpochSecond() + ":" + id + "\r" + CLEAR;
    }

    public void end() {
        if (server == CiServer.GITLAB) {
            err.println(CLEAR + marker("end"));
        } else if (server == CiServer.GITHUB) {
            err.println("::endgroup::");
        }
    }
}
