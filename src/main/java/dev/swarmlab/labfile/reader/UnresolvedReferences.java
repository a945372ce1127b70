package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Reference;

/** What one part of a descriptor says of another: the nodes and networks that are named must be there. */
final class UnresolvedReferences {

    private UnresolvedReferences() {}

    /** False after reporting what is named and isn't there. */
    static boolean hold(LabFile labFile, ParseContext context) {
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
                            "this check asks from the first of the lab's images, and the lab has none",
                            "name one with nslookup in it: images: [alpine:3]"));
        }
        return context.hasNoProblems();
    }

    private static boolean isNode(String name, LabFile labFile) {
        if (name.equals("manager")) {
            return true;
        }
        String role = name.replaceAll("[0-9]", "");
        int number = Integer.parseInt(name.substring(role.length()));
        boolean isThere = role.equals("manager")
                ? number >= 2 && number <= labFile.managerCount()
                : number >= 1 && number <= labFile.workerCount();
        return isThere && name.equals("%s%02d".formatted(role, number));
    }

    /** One of the lab's, or one that a stack makes: these are named after it. */
    private static boolean isNetwork(String name, LabFile labFile) {
        return labFile.networks().stream().anyMatch(network -> network.name().equals(name))
                || labFile.stacks().keySet().stream().anyMatch(stack -> name.startsWith(stack + "_"));
    }

    private static String nodes(String role, int count) {
        String first = role.equals("manager") ? role : role + "01";
        return count == 1 ? first : "%s%s%s%02d".formatted(first, count == 2 ? " and " : " to ", role, count);
    }
}
