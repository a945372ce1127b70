package dev.swarmlab.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngImageTest {

    @Test
    void a_png_has_twice_the_size_of_the_drawing() throws Exception {
        Drawing drawing = Drawing.of(SampleLab.degraded().view());
        int height = Integer.parseInt(drawing.document().getDocumentElement().getAttribute("height"));

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                GraphFormat.PNG.draw(SampleLab.degraded().view())));

        assertThat(image.getWidth()).isEqualTo(1800);
        assertThat(image.getHeight()).isEqualTo(2 * height);
        // A point inside the rectangle of a task, left of its text, and one outside the drawing's rounded corner.
        double x = Double.parseDouble(drawing.rectangleOf("api.1").getAttribute("x"));
        double y = Double.parseDouble(drawing.rectangleOf("api.1").getAttribute("y"));
        assertThat(image.getRGB((int) (2 * x) + 8, (int) (2 * y) + 16)).isEqualTo(0xffe69f00);
        assertThat(image.getRGB(0, 0) >>> 24).isZero();
    }
}
