package dev.swarmlab.cards;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.BindAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name or the address by which students reach the engine's host.
 *
 * @param host as in a URL, with brackets around an IPv6 address
 */
public record ServerAddress(String host) {

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** The last label is not a number, as in RFC 1123, so that a wrong IPv4 address is no name. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)(?!.*(?:^|\\.)\\d+$)" + LABEL + "(?:\\." + LABEL + ")*");

    /** @throws Failure of kind {@link FailureKind#WRONG_INPUT} when other computers can't use it */
    public static ServerAddress parse(String text) {
        Optional<BindAddress> address = BindAddress.parse(text);
        if (address.isEmpty() && !NAME.matcher(text).matches()) {
            throw unusable(text, "it is neither a host name nor an IPv4 or IPv6 address");
        }
        if (address.filter(BindAddress::isWildcard).isPresent()) {
            throw unusable(text, "it means all addresses of a host");
        }
        if (text.equalsIgnoreCase("localhost")
                || address.filter(BindAddress::isLoopback).isPresent()) {
            throw unusable(text, "it leads to the student's own computer");
        }
        return new ServerAddress(address.map(ServerAddress::inUrl).orElse(text));
    }

    static String inUrl(BindAddress address) {
        return address.isVersion4() ? address.text() : "[" + address.text() + "]";
    }

    private static Failure unusable(String text, String reason) {
        return Failure.of(FailureKind.WRONG_INPUT, "students can't reach the server at " + text)
                .because(reason)
                .advise("Name the server as students do, as in: --address lab.example.org");
    }
}
