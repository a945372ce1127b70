package dev.swarmlab.copy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a copy comes from or goes to. */
public sealed interface CopyEnd {

    /** A path on this machine, as it was typed. */
    record OnThisMachine(String path) implements CopyEnd {}

    /**
     * A path in a node.
     *
     * @param path absolute; a slash or {@code /.} at its end has a meaning of its own
     */
    record InNode(String node, String path) implements CopyEnd {}

    /** A tar archive on standard input or standard output. */
    record Archive() implements CopyEnd {}

    Pattern IN_NODE = Pattern.compile("(?<node>[^:/\\\\.][^:/\\\\]+):(?<path>.*)", Pattern.DOTALL);

    /**
     * Reads {@code NODE:PATH}, {@code -} or a path. A path of this machine with a colon in its first name must begin
     * with {@code ./} or a slash. A single letter before the colon is a drive.
     */
    static CopyEnd of(String typed) {
        if (typed.equals("-")) {
            return new Archive();
        }
        Matcher matcher = IN_NODE.matcher(typed);
        if (!matcher.matches()) {
            return new OnThisMachine(typed);
        }
        String path = matcher.group("path");
        return new InNode(matcher.group("node"), path.startsWith("/") ? path : "/" + path);
    }
}
