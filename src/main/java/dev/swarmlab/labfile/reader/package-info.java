/**
 * Reads lab files. Each class with the suffix {@code Schema} or {@code Fields} defines the keys of one part of a file:
 * their values, defaults and descriptions, and the messages for mistakes. The package checks paths on this machine, but
 * must not know an engine or what exists on one.
 */
package dev.swarmlab.labfile.reader;
