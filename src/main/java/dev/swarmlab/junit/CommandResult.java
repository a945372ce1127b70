package dev.swarmlab.junit;

/**
 * The result of a command in a node.
 *
 * @param output its standard output and standard error together
 */
public record CommandResult(int exitCode, String output) {}
