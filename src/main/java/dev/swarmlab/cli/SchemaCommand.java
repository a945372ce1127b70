package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.labfile.reader.LabFileJsonSchema;
import picocli.CommandLine.Command;

/** Writes the JSON Schema that editors complete and check descriptors by. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of lab descriptors.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  swarmlab schema > docs/lab.schema.json",
            "",
            "Then let your editor know, in the descriptor's first line:",
            "  # yaml-language-server: $$schema=../docs/lab.schema.json"
        })
final class SchemaCommand implements Runnable {

    private final Console console;

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.out().println(LabFileJsonSchema.text());
    }
}
