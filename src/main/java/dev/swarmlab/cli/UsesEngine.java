package dev.swarmlab.cli;

/** Marks a command that connects to an engine: the classes for it are loaded while the arguments are read. */
interface UsesEngine {}
