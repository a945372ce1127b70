package dev.swarmlab.image;

/**
 * The image that a lab would use, as far as the engine shows without pulling or building anything.
 *
 * @param reference the image's name on the engine
 * @param remark what would be done to get it, or which image is used instead of which; empty when it is on the engine
 * @param mustBeBuilt whether its build folder has changed, or it was not built yet
 */
public record ExpectedImage(String reference, String remark, boolean mustBeBuilt) {

    /** An image that is not built from a folder of the lab file. */
    public ExpectedImage(String reference, String remark) {
        this(reference, remark, false);
    }
}
