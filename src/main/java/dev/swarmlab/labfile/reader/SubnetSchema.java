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
 * A subnet of IPv4 addresses in CIDR notation. Subnets of a lab must not overlap.
 *
 * @param minPrefix the shortest prefix length allowed
 * @param maxPrefix the longest prefix length allowed
 * @param example a valid subnet
 * @param reserved subnets that it must not overlap, each with the rest of a sentence: "is reserved for ..."
 */
record SubnetSchema(int minPrefix, int maxPrefix, String example, Map<Ipv4Subnet, String> reserved)
        implements Schema<String> {

    /**
     * What is wrong with a subnet.
     *
     * @param message the rest of a sentence about the subnet: "must be ..."
     * @param advice what to write instead
     */
    record SubnetProblem(String message, String advice) {}

    private Schema<String> text() {
        return TextSchema.parsed(TextSchema.anchored(Ipv4Subnet.PATTERN), this::parse);
    }

    @Override
    public @Nullable String read(ConfigValue value) {
        return text().read(value);
    }

    private @Nullable String parse(String text, ConfigValue value) {
        Optional<SubnetProblem> problem = problem(text);
        if (problem.isPresent()) {
            return value.problem(problem.get().message(), problem.get().advice());
        }
        UniqueInLab.Subnet constraint =
                new UniqueInLab.Subnet(Ipv4Subnet.parse(text).orElseThrow());
        value.context().requireUnique(constraint, value.yaml().position());
        return text;
    }

    /** What is wrong with the text as a subnet; empty if it is valid. Overlaps with other subnets are not checked. */
    Optional<SubnetProblem> problem(String text) {
        Optional<Ipv4Subnet> parsed = Ipv4Subnet.parse(text);
        if (parsed.isEmpty()) {
            return problem("can't be " + Messages.quote(text), "write IPv4 addresses in CIDR notation: " + example);
        }
        Ipv4Subnet subnet = parsed.get();
        if (!subnet.aligned().equals(subnet)) {
            return problem(
                    "can't be " + Messages.quote(text) + ": the address is not the first of the subnet",
                    "write " + subnet.aligned());
        }
        if (subnet.prefixLength() < minPrefix || subnet.prefixLength() > maxPrefix) {
            return problem(
                    "must be from /" + minPrefix + " to /" + maxPrefix + ", not /" + subnet.prefixLength(),
                    "write for example " + example);
        }
        return reserved.entrySet().stream()
                .filter(entry -> entry.getKey().overlaps(subnet))
                .findFirst()
                .flatMap(entry -> problem(
                        "can't be " + Messages.quote(text) + ": " + entry.getKey() + " " + entry.getValue(),
                        "choose private addresses such as " + example));
    }

    private static Optional<SubnetProblem> problem(String message, String advice) {
        return Optional.of(new SubnetProblem(message, advice));
    }

    @Override
    public ObjectNode jsonSchema() {
        return text().jsonSchema();
    }
}
