package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.Ipv4Subnet;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses in CIDR notation, which no other network of the lab shares.
 *
 * @param widest the shortest prefix allowed
 * @param narrowest the longest prefix allowed
 * @param example a good one
 * @param reserved addresses that may not be among them, and what has them
 */
record SubnetSchema(int widest, int narrowest, String example, Map<Ipv4Subnet, String> reserved)
        implements Schema<String> {

    /**
     * What is wrong with a subnet.
     *
     * @param words go on where its name ends: "must be ..."
     */
    record Complaint(String words, String advice) {}

    private Schema<String> text() {
        return TextSchema.parsed(TextSchema.anchored(Ipv4Subnet.PATTERN), this::parse);
    }

    @Override
    public @Nullable String read(ConfigValue value) {
        return text().read(value);
    }

    private @Nullable String parse(String text, ConfigValue value) {
        Optional<Complaint> complaint = complaint(text);
        if (complaint.isPresent()) {
            return value.problem(complaint.get().words(), complaint.get().advice());
        }
        UniqueInLab.Subnet constraint =
                new UniqueInLab.Subnet(Ipv4Subnet.parse(text).orElseThrow());
        value.context().requireUnique(constraint, value.yaml().position());
        return text;
    }

    /** Empty when the text is such a subnet. */
    Optional<Complaint> complaint(String text) {
        Optional<Ipv4Subnet> parsed = Ipv4Subnet.parse(text);
        if (parsed.isEmpty()) {
            return complaint("can't be " + Messages.quote(text), "write IPv4 addresses in CIDR notation: " + example);
        }
        Ipv4Subnet subnet = parsed.get();
        if (!subnet.aligned().equals(subnet)) {
            return complaint(
                    "can't be " + Messages.quote(text) + ", whose address is not the network's first",
                    "write " + subnet.aligned());
        }
        if (subnet.prefixLength() < widest || subnet.prefixLength() > narrowest) {
            return complaint(
                    "must be from /" + widest + " to /" + narrowest + ", not /" + subnet.prefixLength(),
                    example + " is a good size");
        }
        return reserved.entrySet().stream()
                .filter(entry -> entry.getKey().overlaps(subnet))
                .findFirst()
                .flatMap(entry -> complaint(
                        "can't be " + Messages.quote(text) + ": " + entry.getKey() + " " + entry.getValue(),
                        "choose private addresses such as " + example));
    }

    private static Optional<Complaint> complaint(String words, String advice) {
        return Optional.of(new Complaint(words, advice));
    }

    @Override
    public ObjectNode jsonSchema() {
        return text().jsonSchema();
    }
}
