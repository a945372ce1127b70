package dev.swarmlab.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that the page is made of. */
record PageFile(String type, String content) {

    /** Plain names only, so that no path leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("/(?<name>[a-z0-9-]+\\.(?<ending>html|css|js|svg))");

    /** The file behind a path of a request. */
    static Optional<PageFile> at(String path) {
        Matcher matcher = NAME.matcher(path.equals("/") ? "/index.html" : path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try (InputStream content = PageFile.class.getResourceAsStream("/dashboard/" + matcher.group("name"))) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(new PageFile(
                            type(matcher.group("ending")), new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static String type(String ending) {
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
