package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.labfile.reader.LabFileJsonSchema;
import picocli.CommandLine.Command;

/** Prints the JSON schema with which editors complete and check lab files. */
@Command(
        name = "schema",
        description = "Print the JSON schema of lab files.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  swarmlab schema > docs/lab.schema.json",
            "",
            "Name the schema in the first line of a lab file, for your editor:",
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
