package dev.swarmlab.graph;

import dev.swarmlab.view.LabView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The formats in which a lab can be drawn. */
public enum GraphFormat {
    SVG,
    PNG,
    MERMAID;

    /** @return the content of a file in this format; text is in UTF-8 */
    public byte[] draw(LabView lab) {
        return switch (this) {
            case SVG -> LabDrawing.svg(lab).getBytes(StandardCharsets.UTF_8);
            case PNG -> PngImage.of(LabDrawing.svg(lab));
            case MERMAID -> MermaidFlowchart.of(lab).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** The format for the extension of the file name; empty when there is none. */
    public static Optional<GraphFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(Math.max(0, name.lastIndexOf('.')))) {
            case ".svg" -> Optional.of(SVG);
            case ".png" -> Optional.of(PNG);
            case ".mmd", ".mermaid" -> Optional.of(MERMAID);
            default -> Optional.empty();
        };
    }
}
