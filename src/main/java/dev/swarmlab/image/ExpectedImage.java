package dev.swarmlab.image;

/**
 * The image that a lab would use, as far as the engine shows without pulling or building anything.
 *
 * @param reference the image's name on the engine
 * @param remark what would be done to get it, or which image is used instead of which; empty when it is on the engine
 */
public record ExpectedImage(String reference, String remark) {}
