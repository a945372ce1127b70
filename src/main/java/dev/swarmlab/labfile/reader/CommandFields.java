package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.WholeNumberSchema;

/** The fields of checks and actions that run a command in a node's shell. */
final class CommandFields {

    static final Field<String> RUN = Field.required("run", TextSchema.nonBlank(), "A command for the node's shell.");
    static final Field<NodeSelector> NODE = Field.optional(
                    "node", new NodeSelectorSchema(), "The node that runs the command.")
            .withDefault(NodeSelector.ANY_MANAGER, "any manager");
    static final Field<Integer> EXIT = Field.optional(
                    "exit",
                    new WholeNumberSchema(0, 255, "write an exit code from 0 to 255"),
                    "The expected exit code.")
            .withDefault(0, 0);

    private CommandFields() {}
}
