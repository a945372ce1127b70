package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Ipv4Subnet;
import java.util.Map;
import java.util.Optional;

/** The addresses of the network that joins a lab's containers. */
public final class LabSubnet {

    /** The lab uses the first 254 addresses. */
    static final SubnetSchema SCHEMA = new SubnetSchema(
            16,
            24,
            "10.99.0.0/24",
            Map.of(
                    subnet("10.0.0.0/16"), "is where the swarm's own overlay networks begin",
                    subnet("0.0.0.0/8"), "holds no addresses of hosts",
                    subnet("127.0.0.0/8"), "is the loopback's",
                    subnet("224.0.0.0/3"), "holds no addresses of hosts"));

    private LabSubnet() {}

    /** What is wrong with a text as a lab's subnet, as a sentence about it; empty when it is one. */
    public static Optional<String> complaint(String text) {
        return SCHEMA.complaint(text).map(complaint -> complaint.words() + "; " + complaint.advice());
    }

    private static Ipv4Subnet subnet(String text) {
        return Ipv4Subnet.parse(text).orElseThrow();
    }
}
