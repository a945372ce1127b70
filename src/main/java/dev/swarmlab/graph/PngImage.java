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

/** An SVG in pixels. */
final class PngImage {

    /** For screens with small pixels. */
    private static final int SCALE = 2;

    private PngImage() {}

    /** @throws Failure when this machine can't draw letters */
    static byte[] of(String svg) {
        System.setProperty("java.awt.headless", "true"); // else Java would look for a screen
        demandFonts();
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalStateException("the drawing is no SVG");
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

    /** A Java for servers starts without fonts and without the library that draws them, and fails late and oddly. */
    private static void demandFonts() {
        try {
            Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            graphics.drawString("a", 0, 0);
            graphics.dispose();
        } catch (Error | RuntimeException exception) { // without fonts Java throws a plain Error
            throw Failure.of(FailureKind.FAILED, "this machine's Java can't draw letters, which a PNG takes")
                    .because(root(exception).toString())
                    .advise("Install fonts, as in: apt-get install fontconfig fonts-dejavu-core\n"
                            + "An SVG takes none: swarmlab graph -o svg")
                    .causedBy(exception);
        }
    }

    /** Java wraps what it says about fonts in exceptions that say nothing. */
    private static Throwable root(Throwable exception) {
        Throwable cause = exception.getCause();
        return cause == null ? exception : root(cause);
    }
}
