package dev.swarmlab.descriptor;

/** What one part of a descriptor says of another: the nodes and networks that are named must be there. */
final class ReferenceCheck {

    private ReferenceCheck() {}

    /** False after reporting what is named and isn't there. */
    static boolean hold(LabDescriptor descriptor, ParseContext context) {
        for (Reference reference : context.references(ReferenceKind.NODE)) {
            if (!isNode(reference.name(), descriptor)) {
                context.problem(
                        reference.position(),
                        "the lab has no node named " + Quote.of(reference.name()),
                        "its nodes are " + nodes("manager", descriptor.managerCount())
                                + (descriptor.workerCount() == 0
                                        ? ""
                                        : ", " + nodes("worker", descriptor.workerCount())));
            }
        }
        for (Reference reference : context.references(ReferenceKind.NETWORK)) {
            if (!isNetwork(reference.name(), descriptor)) {
                context.problem(
                        reference.position(),
                        "the stack needs the external network " + Quote.of(reference.name())
                                + ", which the lab does not have",
                        "add it to the lab: networks: [" + Quote.visible(reference.name()) + "]");
            }
        }
        if (descriptor.images().isEmpty()) {
            context.references(ReferenceKind.FIRST_IMAGE).forEach(reference -> context.problem(
reference.position(),
                            "this check asks from the first of the lab's images, and the lab has none",
                            "name one with nslookup in it: images: [alpine:3]"));
        }
        return context.isClean();
    }

    private static boolean isNode(String name, LabDescriptor descriptor) {
        if (name.equals("manager")) {
            return true;
        }
        String role = name.replaceAll("[0-9]", "");
        int number = Integer.parseInt(name.substring(role.length()));
        boolean isThere = role.equals("manager")
                ? number >= 2 && number <= descriptor.managerCount()
                : number >= 1 && number <= descriptor.workerCount();
        return isThere && name.equals("%s%02d".formatted(role, number));
    }

    /** One of the lab's, or one that a stack makes: these are named after it. */
    private static boolean isNetwork(String name, LabDescriptor descriptor) {
        return descriptor.networks().stream().anyMatch(network -> network.name().equals(name))
                || descriptor.stacks().keySet().stream().anyMatch(stack -> name.startsWith(stack + "_"));
    }

    private static String nodes(String role, int count) {
        String first = role.equals("manager") ? role : role + "01";
        return count == 1 ? first : "%s%s%s%02d".formatted(first, count == 2 ? " and " : " to ", role, count);
    }
}
