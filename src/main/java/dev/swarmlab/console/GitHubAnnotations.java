package dev.swarmlab.console;

import dev.swarmlab.failure.Place;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Lines in the log of a GitHub Actions job that GitHub shows as errors: on the page of the run, and in the pull request
 * at the place of the mistake. The format is that of GitHub's <a
 * href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">workflow commands</a>.
 */
final class GitHubAnnotations {

    private final Path workspace;
    private final Path workingFolder;

    /**
     * @param environment its {@code GITHUB_WORKSPACE} is the folder of the checkout; without it, the working folder
     * @param workingFolder the folder at which names of files start
     */
    GitHubAnnotations(Map<String, String> environment, Path workingFolder) {
        this.workingFolder = workingFolder.toAbsolutePath().normalize();
        this.workspace = this.workingFolder
                .resolve(environment.getOrDefault("GITHUB_WORKSPACE", ""))
                .normalize();
    }

    /** An error at its place in a file. */
    String error(Place place) {
        String position = place.line() < 1 ? "" : ",line=" + place.line() + ",col=" + place.column();
        return "::error file=" + property(inWorkspace(place.file())) + position + ",title=swarmlab::"
                + data(place.message() + "\n" + place.advice());
    }

    /** An error that concerns no file. */
    String error(String title, String text) {
        return "::error title=" + property(title) + "::" + data(text.strip());
    }

    /** The file as GitHub names it: from the folder of the checkout. A file elsewhere keeps its name. */
    private String inWorkspace(String file) {
        try {
            Path path = workingFolder.resolve(file).normalize();
            return path.startsWith(workspace) ? slashes(workspace.relativize(path)) : file;
        } catch (InvalidPathException notAPath) {
            return file;
        }
    }

    private static String slashes(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
