package dev.swarmlab.failure;

/**
 * A mistake in a file of the user, for programs that show it at its place.
 *
 * @param file the file as the user named it
 * @param line counts from 1; 0 if the mistake concerns the whole file
 * @param column counts from 1, in Unicode code points; 0 if the mistake concerns the whole file
 * @param message what is wrong
 * @param advice what to write instead
 */
public record Place(String file, int line, int column, String message, String advice) {}
