package dev.swarmlab.diagnostics;

import java.util.function.Supplier;

/**
 * A file of the diagnostics that is still to be collected.
 *
 * @param name as in {@code status.json}
 * @param description what the file contains, for the list of files
 * @param content reads the content; when it throws, the file contains the error instead
 */
public record DiagnosticFile(String name, String description, Supplier<String> content) {}
