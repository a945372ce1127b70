package dev.swarmlab.support;

import dev.swarmlab.SwarmLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A program {@code swarmlab} that runs the classes under test. Unlike the launcher it builds nothing. */
public final class SwarmLabProgram {

    private SwarmLabProgram() {}

    /** Writes the program into a folder. */
    public static Path in(Path folder) {
        String script = """
                #!/bin/sh
                exec "%s/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "%s" %s "$@"
                """.formatted(System.getProperty("java.home"), classPath(), SwarmLab.class.getName());
        try {
            Path program = Files.writeString(folder.resolve("swarmlab"), script);
            return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Some launchers of tests load the classes with a class loader of their own. */
    private static String classPath() {
        return SwarmLab.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(SwarmLabProgram::path).collect(Collectors.joining(":"))
                : System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
