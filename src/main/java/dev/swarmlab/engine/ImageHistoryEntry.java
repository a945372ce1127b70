package dev.swarmlab.engine;

/**
 * A step of the build of an image.
 *
 * @param image the id of the image after this step; another text when the engine does not keep it
 * @param createdBy the command or instruction, as in {@code /bin/sh -c #(nop) LABEL a=b}; empty for an import
 * @param comment as in {@code Imported from -}; usually empty
 * @param bytes the size of the files that the step has added or changed
 */
public record ImageHistoryEntry(String image, String createdBy, String comment, long bytes) {}
