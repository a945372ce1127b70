package dev.swarmlab.yaml;

/**
 * A name in a file that refers to something which another part of the file defines.
 *
 * @param kind what it refers to; each reader of files has its own enum of kinds
 * @param position where the name was written
 */
public record Reference(Enum<?> kind, String name, Position position) {}
