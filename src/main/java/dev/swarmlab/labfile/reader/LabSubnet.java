package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Ipv4Subnet;
import java.util.Map;
import java.util.Optional;

/** The addresses of the network that connects a lab's containers. */
public final class LabSubnet {

    /** A lab uses the first 254 addresses, so a /24 is enough. */
    static final SubnetSchema SCHEMA = new SubnetSchema(
            16,
            24,
            "10.99.0.0/24",
            Map.of(
                    subnet("10.0.0.0/16"), "is where the swarm's overlay networks begin",
                    subnet("0.0.0.0/8"), "contains no host addresses",
                    subnet("127.0.0.0/8"), "is reserved for loopback addresses",
                    subnet("224.0.0.0/3"), "contains no host addresses"));

    private LabSubnet() {}

    /**
     * What is wrong with the text as a lab's subnet, and what to write instead. It is the rest of a sentence: "must be
     * ...". Empty if the subnet is valid.
     */
    public static Optional<String> problem(String text) {
        return SCHEMA.problem(text).map(problem -> problem.message() + "; " + problem.advice());
    }

    private static Ipv4Subnet subnet(String text) {
        return Ipv4Subnet.parse(text).orElseThrow();
    }
}
