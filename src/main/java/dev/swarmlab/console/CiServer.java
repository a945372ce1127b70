package dev.swarmlab.console;

import java.util.Map;

/** The CI servers that understand more in the log of a job than text. */
enum CiServer {
    GITHUB,
    GITLAB,
    /** Another CI server, or none. */
    OTHER;

    /** The server that runs this command, by the variables that it sets in each job. */
    static CiServer of(Map<String, String> environment) {
        if ("true".equals(environment.get("GITHUB_ACTIONS"))) {
            return GITHUB;
        }
        return "true".equals(environment.get("GITLAB_CI")) ? GITLAB : OTHER;
    }
}
