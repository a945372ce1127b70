package dev.swarmlab.cli;

/** Output formats of a command that runs checks. */
enum ResultFormat {
    TABLE,
    JSON,
    YAML,
    JUNIT
}
