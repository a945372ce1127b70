package dev.swarmlab.cards;

import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of cards. */
public enum CardFormat {
    TEXT,
    HTML,
    JSON,
    CSV;

    /** @param withQr whether text contains QR codes; HTML always does */
    public String format(List<Card> cards, boolean withQr) {
        return switch (this) {
            case TEXT -> CardText.of(cards, withQr);
            case HTML -> CardHtml.of(cards);
            case JSON -> Output.of(OutputFormat.JSON, cards, () -> "");
            case CSV -> CardCsv.of(cards);
        };
    }

    /** The format for the extension of the file name; empty when there is none. */
    public static Optional<CardFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(Math.max(0, name.lastIndexOf('.')))) {
            case ".txt" -> Optional.of(TEXT);
            case ".html", ".htm" -> Optional.of(HTML);
            case ".json" -> Optional.of(JSON);
            case ".csv" -> Optional.of(CSV);
            default -> Optional.empty();
        };
    }
}
