package dev.swarmlab.cards;

import dev.swarmlab.cards.Card.Commands;
import dev.swarmlab.cards.Card.Endpoint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cards as CSV (RFC 4180), with a header line. */
final class CardCsv {

    private static final List<String> HEADER = List.of(
            "lab",
            "class",
            "student",
            "index",
            "email",
            "page",
            "hostOnly",
            "endpoints",
            "registry",
            "env",
            "context",
            "contextImport",
            "docker",
            "terminal");

    private CardCsv() {}

    static String of(List<Card> cards) {
        return Stream.concat(Stream.of(HEADER), cards.stream().map(CardCsv::row))
                .map(row -> row.stream().map(CardCsv::field).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static List<String> row(Card card) {
        Commands commands = card.commands();
        return Stream.of(
                        card.lab(),
                        card.className(),
                        card.student(),
                        card.index(),
                        card.email(),
                        card.page(),
                        card.hostOnly(),
                        card.endpoints().stream().map(Endpoint::text).collect(Collectors.joining(" ")),
                        card.registry(),
                        commands.env(),
                        commands.context(),
                        commands.contextImport(),
                        commands.docker(),
                        commands.terminal())
                .map(CardCsv::text)
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A spreadsheet takes a field that begins with one of these characters for a formula. */
    private static String field(String value) {
        String safe = value.matches("(?s)[=+\\-@\t\r\n].*") ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
