package dev.swarmlab.labfile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image's reference, taken apart by the grammar of the distribution specification.
 *
 * @param domain the registry's host and port; {@code docker.io} when none was written
 * @param path the repository in the registry; Docker Hub's own images are in {@code library/}
 * @param tag {@code latest} when neither tag nor digest was written
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

    /** For schemas: it accepts whatever {@link #parse} accepts, and little else. */
    public static final String PATTERN = "(" + DOMAIN + "/)?" + COMPONENT + "(/" + COMPONENT + ")*"
            + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@[A-Za-z][A-Za-z0-9+._-]*:[a-fA-F0-9]{32,})?";

    private static final Pattern FORM = Pattern.compile("(?:(?<domain>" + DOMAIN + ")/)?(?<path>" + COMPONENT + "(?:/"
            + COMPONENT + ")*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>sha256:[a-f0-9]{64}))?");

    private static final int LONGEST_NAME = 255;

    /** A name, a tag of 128 characters and a digest of 71, with what stands between them. */
    private static final int LONGEST = LONGEST_NAME + 1 + 128 + 1 + 71;

    /** The reference, or empty when the text is none. */
    public static Optional<ImageReference> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        String domain = matcher.group("domain");
        String path = matcher.group("path");
        if (domain != null && !isDomain(domain)) {
            // "swarmlab/echo" is a repository of Docker Hub, not one on a host called swarmlab.
            path = domain + "/" + path;
            domain = null;
        }
        if (!path.matches(COMPONENT + "(/" + COMPONENT + ")*") || path.length() > LONGEST_NAME) {
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

    /** What to write instead of a text that is no image reference. */
    public static String advice(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return parse(lower).isPresent()
                ? "images are named in lower case: " + lower
                : "write NAME, NAME:TAG or HOST:PORT/NAME:TAG, as in docker:29-dind";
    }

    private static boolean isDomain(String first) {
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    /** The full form, in which two references to one image are equal. */
    @Override
    public String toString() {
        return domain + "/" + path + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }
}
