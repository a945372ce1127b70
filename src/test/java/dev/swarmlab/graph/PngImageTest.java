package dev.swarmlab.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngImageTest {

    @Test
    void is_the_drawing_in_twice_its_size() throws Exception {
        Drawing drawing = Drawing.of(SampleLab.troubled().picture());
        int height = Integer.parseInt(drawing.document().getDocumentElement().getAttribute("height"));

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                GraphFormat.PNG.draw(SampleLab.troubled().picture())));

        assertThat(image.getWidth()).isEqualTo(1800);
        assertThat(image.getHeight()).isEqualTo(2 * height);
        // Inside the frame of a task, left of its word, and outside of the card's round corner.
        double x = Double.parseDouble(drawing.frameOf("api.1").getAttribute("x"));
        double y = Double.parseDouble(drawing.frameOf("api.1").getAttribute("y"));
        assertThat(image.getRGB((int) (2 * x) + 8, (int) (2 * y) + 16)).isEqualTo(0xffe69f00);
        assertThat(image.getRGB(0, 0) >>> 24).isZero();
    }
}
