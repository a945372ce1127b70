package dev.swarmlab.cards;

import dev.swarmlab.cards.CardText.Line;
import dev.swarmlab.cards.CardText.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cards as one HTML file without external resources: six cards on each printed page, of A4 and of US Letter. */
final class CardHtml {

    private static final int CARDS_OF_A_PAGE = 6;

    /** Three rows and their gaps take 246 mm. Letter leaves 259 mm between the margins, A4 277 mm. */
    private static final String STYLE = """
            @page { margin: 10mm }
            * { box-sizing: border-box }
            body { margin: 0; font: 8pt/1.25 system-ui, sans-serif; color: #111; background: #fff }
            .sheet { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 3mm; width: 190mm }
            .card { border: 0.3mm solid #888; border-radius: 2mm; padding: 3.5mm; min-height: 80mm; overflow-wrap: anywhere;
              break-inside: avoid }
            .qr { float: right; width: 30mm; height: 30mm; margin: -1mm -1mm 1mm 1mm }
            h2 { margin: 0; font-size: 12pt }
            .lab { margin: 0 0 1.5mm; color: #444 }
            dl { margin: 0 }
            dt { font-size: 6.5pt; color: #555; margin-top: 0.8mm }
            dd { margin: 0 }
            code { font: 7pt/1.25 ui-monospace, monospace }
            .page code { font-size: 8pt; font-weight: bold }
            @media print { .sheet:not(:last-child) { break-after: page } }
            @media screen { body { padding: 10mm; background: #eee } .sheet { margin: 0 auto 3mm } .card { background: #fff } }
            """;

    private CardHtml() {}

    static String of(List<Card> cards) {
        StringBuilder html = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width">
                <title>Lab cards</title>
                <style>
                """).append(STYLE).append("</style>\n</head>\n<body>\n");
        for (int first = 0; first < cards.size(); first += CARDS_OF_A_PAGE) {
            html.append("<section class=\"sheet\">\n");
            cards.subList(first, Math.min(cards.size(), first + CARDS_OF_A_PAGE))
                    .forEach(card -> html.append(article(card)));
            html.append("</section>\n");
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static String article(Card card) {
        StringBuilder html = new StringBuilder("<article class=\"card\">\n");
        card.qr().ifPresent(qr -> html.append(qr.svg()).append('\n'));
        html.append("<h2>").append(escaped(card.title())).append("</h2>\n");
        html.append("<p class=\"lab\">")
                .append(card.student() == null ? "" : escaped(card.lab()))
                .append("</p>\n<dl>\n");
        @Nullable Topic last = null;
        for (Line line : CardText.lines(card)) {
            if (line.topic() != last) {
                html.append("<dt>").append(escaped(line.topic().heading())).append("</dt>\n");
            }
            html.append(line.topic() == Topic.PAGE ? "<dd class=\"page\"><code>" : "<dd><code>")
                    .append(escaped(line.value()))
                    .append("</code></dd>\n");
            last = line.topic();
        }
        return html.append("</dl>\n</article>\n").toString();
    }

    private static String escaped(String text) {
        return CardText.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
