package dev.swarmlab.cards;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the rendered codes with another library. */
class QrImageTest {

    private static final int PIXELS = 4;
    private static final int WHITE = 0xFFFFFF;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.10:10417",
                "https://lab.example.org/zoe-muller?token=a%20b&c=d",
                "https://exämple.org/ü",
                "https://lab.example.org/a-long-path-that-needs-a-larger-code/with-more/and-more/and-more/and-more/1234567890"
            })
    void both_forms_can_be_scanned(String url) throws Exception {
        QrImage qr = QrImage.of(url);

        assertThat(decoded(ofSvg(qr.svg()))).isEqualTo(url);
        assertThat(decoded(ofText(qr.text()))).isEqualTo(url);
    }

    /** Draws the path of the element, whose runs have the form {@code M x y h width v1 H x z}. */
    private static boolean[][] ofSvg(String svg) {
        Matcher viewBox = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
        assertThat(viewBox.find()).isTrue();
        int size = Integer.parseInt(viewBox.group(1));
        boolean[][] dark = new boolean[size][size];
        String path = svg.substring(svg.lastIndexOf(" d=\"") + 4, svg.lastIndexOf("\"/></svg>"));
        Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H\\1z").matcher(path);
        int end = 0;
        while (run.find()) {
            assertThat(run.start()).isEqualTo(end);
            end = run.end();
            int x = Integer.parseInt(run.group(1));
            Arrays.fill(dark[Integer.parseInt(run.group(2))], x, x + Integer.parseInt(run.group(3)), true);
        }
        assertThat(end).isEqualTo(path.length());
        return dark;
    }

    /** A terminal shows what is drawn as light. */
    private static boolean[][] ofText(String text) {
        List<String> lines = text.lines().toList();
        int size = lines.get(0).length();
        boolean[][] dark = new boolean[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                char half = lines.get(y / 2).charAt(x);
                dark[y][x] = half == ' ' || half == (y % 2 == 0 ? '▄' : '▀');
            }
        }
        return dark;
    }

    private static String decoded(boolean[][] dark) throws Exception {
        int width = dark.length * PIXELS;
        int[] image = new int[width * width];
        for (int pixel = 0; pixel < image.length; pixel++) {
            image[pixel] = dark[pixel / width / PIXELS][pixel % width / PIXELS] ? 0 : WHITE;
        }
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, image)));
        return new QRCodeReader()
                .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
