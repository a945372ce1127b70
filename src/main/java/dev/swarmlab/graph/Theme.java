package dev.swarmlab.graph;

/** How everything beside the services looks: calm, so that their colours are what one sees. */
final class Theme {

    static final String PAPER = "#ffffff";
    static final String CARD = "#f6f8fa";
    static final String LINE = "#d0d7de";
    static final String DARK = "#24292f";
    static final String MUTED = "#57606a";
    static final String GOOD = "#1a7f37";
    static final String DOUBTFUL = "#9a6700";
    static final String BAD = "#cf222e";

    static final TextStyle HUGE = new TextStyle(22, true, DARK);
    static final TextStyle HEADING = new TextStyle(13, true, DARK);
    static final TextStyle NAME = new TextStyle(12, true, DARK);
    static final TextStyle TEXT = new TextStyle(12, false, MUTED);
    static final TextStyle SMALL = new TextStyle(11, false, MUTED);

    private Theme() {}
}
