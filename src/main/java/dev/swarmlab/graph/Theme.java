package dev.swarmlab.graph;

/** Colours and text styles, muted so that the colours of the services stand out. */
final class Theme {

    static final String BACKGROUND = "#ffffff";
    static final String CARD = "#f6f8fa";
    static final String BORDER = "#d0d7de";
    static final String FOREGROUND = "#24292f";
    static final String MUTED = "#57606a";
    static final String GOOD = "#1a7f37";
    static final String WARNING = "#9a6700";
    static final String BAD = "#cf222e";

    static final TextStyle TITLE = new TextStyle(22, true, FOREGROUND);
    static final TextStyle HEADING = new TextStyle(13, true, FOREGROUND);
    static final TextStyle NAME = new TextStyle(12, true, FOREGROUND);
    static final TextStyle TEXT = new TextStyle(12, false, MUTED);
    static final TextStyle SMALL = new TextStyle(11, false, MUTED);

    private Theme() {}
}
