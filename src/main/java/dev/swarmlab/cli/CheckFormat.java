package dev.swarmlab.cli;

/** How check results are shown. */
enum CheckFormat {
    TABLE,
    JSON,
    JUNIT
}
