package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.labfile.reader.LabFileJsonSchema;
import picocli.CommandLine.Command;

/** Prints the JSON Schema with which editors complete and check lab files. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of lab files.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  swarmlab schema > docs/lab.schema.json",
            "",
            "Then name it in the first line of the lab file, for your editor:",
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
