package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Reference;

/** Finds names of nodes, networks and images in a lab file that the lab does not have. */
final class UnresolvedReferences {

    private UnresolvedReferences() {}

    /** Reports each reference whose target does not exist. */
    static void report(LabFile labFile, ParseContext context) {
        for (Reference reference : context.references(ReferenceKind.NODE)) {
            if (!isNode(reference.name(), labFile)) {
                context.problem(
                        reference.position(),
                        "the lab has no node named " + Messages.quote(reference.name()),
                        "its nodes are " + nodes("manager", labFile.managerCount())
                                + (labFile.workerCount() == 0 ? "" : ", " + nodes("worker", labFile.workerCount())));
            }
        }
        for (Reference reference : context.references(ReferenceKind.NETWORK)) {
            if (!isNetwork(reference.name(), labFile)) {
                context.problem(
                        reference.position(),
                        "the stack needs the external network " + Messages.quote(reference.name())
                                + ", which the lab does not have",
                        "add it to the lab: networks: [" + Messages.printable(reference.name()) + "]");
            }
        }
        if (labFile.images().isEmpty()) {
            context.references(ReferenceKind.FIRST_IMAGE)
                    .forEach(reference -> context.problem(
                            reference.position(),
                            "this check uses the first of the lab's `images`, but the lab has none",
                            "add an image with nslookup: images: [alpine:3]"));
        }
    }

    private static boolean isNode(String name, LabFile labFile) {
        if (name.equals("manager")) {
            return true;
        }
        String role = name.replaceAll("[0-9]", "");
        int number = Integer.parseInt(name.substring(role.length()));
        boolean inRange = role.equals("manager")
                ? number >= 2 && number <= labFile.managerCount()
                : number >= 1 && number <= labFile.workerCount();
        return inRange && name.equals("%s%02d".formatted(role, number));
    }

    /** Whether the lab has the network, or a stack may create it. Networks of a stack begin with the stack's name. */
    private static boolean isNetwork(String name, LabFile labFile) {
        return labFile.networks().stream().anyMatch(network -> network.name().equals(name))
                || labFile.stacks().keySet().stream().anyMatch(stack -> name.startsWith(stack + "_"));
    }

    private static String nodes(String role, int count) {
        String first = role.equals("manager") ? role : role + "01";
        return count == 1 ? first : "%s%s%s%02d".formatted(first, count == 2 ? " and " : " to ", role, count);
    }
}
