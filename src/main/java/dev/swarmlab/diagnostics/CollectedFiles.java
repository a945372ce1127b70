package dev.swarmlab.diagnostics;

import java.util.List;
import java.util.SortedMap;

/**
 * The collected diagnostics of a lab, without secrets.
 *
 * @param files the content of each file, by its name
 * @param unavailable the names of the files that contain an error instead of their content, sorted
 */
public record CollectedFiles(String lab, SortedMap<String, String> files, List<String> unavailable) {}
