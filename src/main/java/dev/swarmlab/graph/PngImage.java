package dev.swarmlab.graph;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Rasterises SVG to PNG. */
final class PngImage {

    /** Pixels per SVG user unit, for high-resolution screens. */
    private static final int SCALE = 2;

    private PngImage() {}

    /** @throws Failure when Java has no fonts on this machine */
    static byte[] of(String svg) {
        System.setProperty("java.awt.headless", "true"); // otherwise Java would connect to a display
        requireFonts();
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalStateException("the drawing is not valid SVG");
        }
        return png(image(document));
    }

    private static BufferedImage image(SVGDocument document) {
        int width = Math.round(document.size().width * SCALE);
        int height = Math.round(document.size().height * SCALE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        document.render(null, graphics, null);
        graphics.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return bytes.toByteArray();
    }

    /** Without fonts, or without the library that draws them, Java would fail later with an obscure error. */
    private static void requireFonts() {
        try {
            Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            graphics.drawString("a", 0, 0);
            graphics.dispose();
        } catch (Error | RuntimeException exception) { // without fonts Java throws a plain Error
            throw Failure.of(FailureKind.FAILED, "Java can't draw text on this machine, which PNG needs")
                    .because(root(exception).toString())
                    .advise("Install fonts: apt-get install fontconfig fonts-dejavu-core\n"
                            + "SVG needs no fonts: swarmlab graph -o svg")
                    .causedBy(exception);
        }
    }

    /** Java wraps the useful message about fonts in other exceptions. */
    private static Throwable root(Throwable exception) {
        Throwable cause = exception.getCause();
        return cause == null ? exception : root(cause);
    }
}
