package dev.swarmlab.cards;

import dev.swarmlab.cards.Card.Commands;
import dev.swarmlab.cards.Card.Endpoint;
import dev.swarmlab.plan.RegistryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a card says, line by line, in text and in HTML. */
final class CardText {

    /** What a line of a card is about. */
    enum Topic {
        PAGE("Page"),
        PORT("Ports"),
        REGISTRY("Registry"),
        DOCKER("Docker on your computer, with the file that you were given"),
        SERVER("Docker on the server"),
        TERMINAL("Terminal in the browser, started on the server");

        private final String heading;

        Topic(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Line(Topic topic, String value) {}

    private CardText() {}

    /** The cards as blocks of text, with empty lines between them. */
    static String of(List<Card> cards, boolean withQr) {
        return cards.stream().map(card -> block(card, withQr)).collect(Collectors.joining("\n"));
    }

    private static String block(Card card, boolean withQr) {
        StringBuilder text = new StringBuilder(plain(card.title()));
        text.append(card.student() == null ? "" : " (" + card.lab() + ")").append('\n');
        @Nullable Topic last = null;
        for (Line line : lines(card)) {
            text.append(
                    "%-10s".formatted(line.topic() == last ? "" : line.topic().word()));
            text.append(line.value()).append('\n');
            last = line.topic();
        }
        if (withQr) {
            card.qr().ifPresent(qr -> text.append(qr.text()));
        }
        return text.toString();
    }

    static List<Line> lines(Card card) {
        List<Line> lines = new ArrayList<>();
        add(lines, Topic.PAGE, withNote(card.page(), card.hostOnly() ? " (on the server only)" : ""));
        for (Endpoint endpoint : card.endpoints()) {
            add(lines, Topic.PORT, endpoint.text() + " -> " + endpoint.node() + ":" + endpoint.port());
        }
        add(lines, Topic.REGISTRY, withNote(card.registry(), " (" + RegistryPlan.NODE_ADDRESS + " on the nodes)"));
        Commands commands = card.commands();
        add(lines, Topic.DOCKER, commands.contextImport());
        add(lines, Topic.DOCKER, commands.docker());
        add(lines, Topic.SERVER, commands.env());
        add(lines, Topic.SERVER, commands.context());
        add(lines, Topic.TERMINAL, commands.terminal());
        return lines;
    }

    private static @Nullable String withNote(@Nullable String value, String note) {
        return value == null ? null : value + note;
    }

    private static void add(List<Line> lines, Topic topic, @Nullable String value) {
        if (value != null) {
            lines.add(new Line(topic, value));
        }
    }

    /** Control characters of a name must not reach a terminal, nor change the direction of other text. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]", "\uFFFD");
    }
}
