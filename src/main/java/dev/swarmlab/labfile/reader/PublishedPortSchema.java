package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.Protocol;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.YamlNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A published port, in the order of Compose: {@code [ADDRESS:]HOST_PORT:NODE_PORT[/PROTOCOL]}. */
record PublishedPortSchema() implements Schema<PublishedPort> {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String IPV6 = "[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+";
    private static final Pattern FORM = Pattern.compile("(?:(?:(?<four>" + IPV4 + ")|\\[(?<six>" + IPV6
            + ")\\]):)?(?<host>[0-9]+):(?<node>[0-9]+)(?:/(?<protocol>tcp|udp))?");
    private static final String SCHEMA_PATTERN =
            "((" + IPV4 + "|\\[" + IPV6 + "\\]):)?[0-9]{1,5}:[0-9]{1,5}(/(tcp|udp))?";

    private static final Pattern SINGLE_PORT = Pattern.compile("[0-9]+(/.*)?");
    private static final Pattern RANGE = Pattern.compile(".*[0-9]-[0-9].*");

    private static final String EXAMPLE = "write HOST_PORT:NODE_PORT in quotes, as in \"8000:80\"";
    private static final TextSchema<PublishedPort> TEXT =
            TextSchema.parsed(TextSchema.anchored(SCHEMA_PATTERN), PublishedPortSchema::parse);

    @Override
    public @Nullable PublishedPort read(ConfigValue value) {
        return value.yaml() instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.INTEGER
                ? parse(scalar.text(), value)
                : TEXT.read(value);
    }

    private static @Nullable PublishedPort parse(String text, ConfigValue value) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return value.problem("can't be " + Messages.quote(text), advice(text));
        }
        Integer hostPort = port(matcher.group("host"), value);
        Integer nodePort = port(matcher.group("node"), value);
        String hostAddress = matcher.group("four");
        if (hostAddress == null) {
            hostAddress = matcher.group("six") == null ? PublishedPort.DEFAULT_HOST_ADDRESS : matcher.group("six");
        }
        InetAddress address = address(hostAddress, value);
        if (hostPort == null || nodePort == null || address == null) {
            return null;
        }
        Protocol protocol = "udp".equals(matcher.group("protocol")) ? Protocol.UDP : Protocol.TCP;
        value.context()
                .requireUnique(
                        new UniqueInLab.HostPort(address, hostPort, protocol),
                        value.yaml().position());
        return new PublishedPort(hostAddress, hostPort, nodePort, protocol);
    }

    private static String advice(String text) {
        if (SINGLE_PORT.matcher(text).matches()) {
            String port = text.replaceAll("/.*", "");
            return "write the host port too, as in \"8000:" + port + "\"";
        }
        if (RANGE.matcher(text).matches()) {
            return "write an entry for each port of the range, as in \"8000:80\"";
        }
        return text.toLowerCase(Locale.ROOT).startsWith("localhost:")
                ? "write 127.0.0.1 instead of localhost, or omit it, since it is the default"
                : EXAMPLE;
    }

    private static @Nullable Integer port(String digits, ConfigValue value) {
        int port = digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        return port >= 1 && port <= 65535
                ? Integer.valueOf(port)
                : value.problem("can't use port " + Messages.quote(digits), "write a port from 1 to 65535");
    }

    private static @Nullable InetAddress address(String literal, ConfigValue value) {
        try {
            // The pattern accepts only literal addresses, so this looks no name up.
            return InetAddress.getByName(literal);
        } catch (UnknownHostException exception) {
            return value.problem("can't use the address " + Messages.quote(literal), "write an address, as in [::1]");
        }
    }

    @Override
    public ObjectNode jsonSchema() {
        return TEXT.jsonSchema();
    }
}
