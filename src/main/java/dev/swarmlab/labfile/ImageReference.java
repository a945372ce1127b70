package dev.swarmlab.labfile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image reference, split into its parts by Docker's grammar for references.
 *
 * @param domain the registry's host and port; {@code docker.io} if the text names no registry
 * @param path the repository in the registry; for official images of Docker Hub it begins with {@code library/}
 * @param tag {@code latest} if the text has neither tag nor digest; null if it has only a digest
 * @param digest null if the text has no digest
 */
public record ImageReference(
        String domain,
        String path,
        @Nullable String tag,
        @Nullable String digest) {

    private static final String HUB = "docker.io";
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String DOMAIN = "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";

    /** For JSON Schema. It accepts every text that {@link #parse} accepts, and a few more. */
    public static final String PATTERN = "(" + DOMAIN + "/)?" + COMPONENT + "(/" + COMPONENT + ")*"
            + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@[A-Za-z][A-Za-z0-9+._-]*:[a-fA-F0-9]{32,})?";

    private static final Pattern FORM = Pattern.compile("(?:(?<domain>" + DOMAIN + ")/)?(?<path>" + COMPONENT + "(?:/"
            + COMPONENT + ")*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>sha256:[a-f0-9]{64}))?");

    private static final int MAX_NAME_LENGTH = 255;

    /** A name, a colon, a tag of 128 characters, an at sign and a digest of 71 characters. */
    private static final int MAX_LENGTH = MAX_NAME_LENGTH + 1 + 128 + 1 + 71;

    /** The reference, or empty if the text is not an image reference. */
    public static Optional<ImageReference> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        String domain = matcher.group("domain");
        String path = matcher.group("path");
        if (domain != null && !isDomain(domain)) {
            // "swarmlab/echo" is a repository on Docker Hub. It is not "echo" on a host named swarmlab.
            path = domain + "/" + path;
            domain = null;
        }
        if (!path.matches(COMPONENT + "(/" + COMPONENT + ")*") || path.length() > MAX_NAME_LENGTH) {
            return Optional.empty();
        }
        String tag = matcher.group("tag");
        String digest = matcher.group("digest");
        return Optional.of(new ImageReference(
                domain == null ? HUB : domain,
                (domain == null || domain.equals(HUB)) && !path.contains("/") ? "library/" + path : path,
                tag == null && digest == null ? "latest" : tag,
                digest));
    }

    /** Advice for a text that is not an image reference. */
    public static String advice(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return parse(lower).isPresent()
                ? "image names are in lower case: " + lower
                : "write NAME, NAME:TAG or HOST:PORT/NAME:TAG, as in docker:29-dind";
    }

    private static boolean isDomain(String first) {
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    /** The full form, with the defaults for registry and tag. It is the same for all references to one image. */
    @Override
    public String toString() {
        return domain + "/" + path + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }
}
