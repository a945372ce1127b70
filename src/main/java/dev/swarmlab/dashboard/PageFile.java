package dev.swarmlab.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of the dashboard page, or of xterm.js, the terminal in it. */
record PageFile(String type, String content) {

    /** Only plain file names, so that no path leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("/(?<name>[a-z0-9-]+\\.(?<extension>html|css|js|svg))");

    /** @return the file for the path of a request; empty when there is none */
    static Optional<PageFile> at(String path) {
        Matcher matcher = NAME.matcher(path.equals("/") ? "/index.html" : path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group("name");
        String folder = name.startsWith("xterm") ? "/xterm/" : "/dashboard/";
        try (InputStream content = PageFile.class.getResourceAsStream(folder + name)) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(new PageFile(
                            type(matcher.group("extension")),
                            new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static String type(String extension) {
        return switch (extension) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
