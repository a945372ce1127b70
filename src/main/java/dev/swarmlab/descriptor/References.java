package dev.swarmlab.descriptor;

import java.util.Set;
import java.util.stream.Collectors;

/** What one part of a descriptor says of another: the nodes and networks that are named must be there. */
final class References {

    private References() {}

    /** False after reporting what is named and isn't there. */
    static boolean hold(LabDescriptor descriptor, Page page) {
        Set<String> networks =
                descriptor.networks().stream().map(OverlayNetwork::name).collect(Collectors.toSet());
        for (Page.Mention mention : page.mentionedNodes()) {
            if (!isNode(mention.name(), descriptor)) {
                page.problem(
                        mention.place(),
                        "the lab has no node named " + Quote.of(mention.name()),
                        "its nodes are " + nodes("manager", descriptor.managerCount())
                                + (descriptor.workerCount() == 0
                                        ? ""
                                        : " and " + nodes("worker", descriptor.workerCount())));
            }
        }
        for (Page.Mention mention : page.mentionedNetworks()) {
            if (!networks.contains(mention.name())) {
                page.problem(
                        mention.place(),
                        "this stack is on an external network " + Quote.of(mention.name()) + " that the lab has not",
                        "add it: networks: [" + mention.name() + "]");
            }
        }
        return page.isClean();
    }

    private static boolean isNode(String name, LabDescriptor descriptor) {
        if (name.equals("manager")) {
            return true;
        }
        boolean manager = name.startsWith("manager");
        int number = Integer.parseInt(name.replaceAll("[a-z]", ""));
        return manager
                ? number >= 2 && number <= descriptor.managerCount()
                : number >= 1 && number <= descriptor.workerCount();
    }

    private static String nodes(String role, int count) {
        String first = role.equals("manager") ? role : role + "01";
        return count == 1 ? first : "%s%s%s%02d".formatted(first, count == 2 ? " and " : " to ", role, count);
    }
}
