package dev.swarmlab.yaml;

/**
 * A name in a file that refers to something that another part of the file defines.
 *
 * @param kind the kind of the target; each reader of files has its own enum of kinds
 * @param position the position of the name
 */
public record Reference(Enum<?> kind, String name, Position position) {}
