package dev.swarmlab.check;

import dev.swarmlab.report.JUnitXml;
import java.util.Map;

/** The results of the checks of one lab, or of several. */
public interface CheckResults {

    boolean hasFailed();

    /** What JSON and YAML show. */
    Object data();

    /** A table that begins with a line of headers. */
    String table();

    /** The results in the XML format of JUnit. */
    JUnitXml junit();

    /** As in {@code 5 passed, 1 unavailable}. */
    String summary();

    /** A line for each result, by the name of what was checked. */
    Map<String, String> lines();
}
