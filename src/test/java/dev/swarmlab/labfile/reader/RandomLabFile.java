package dev.swarmlab.labfile.reader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random lab file. The same seed gives the same file. A third of the files are not mutated: nearly all of them are
 * valid. They name the files of {@link SampleFiles}.
 */
final class RandomLabFile {

    private static final List<String> NAMES = List.of("lab", "shop-2", "a", "x".repeat(40));

    private static final List<String> IMAGES = List.of(
            "alpine",
            "alpine:3",
            "docker.io/library/alpine:3.19",
            "quay.io/me/app:1",
            "me/app:1",
            "localhost:5000/a/b/c",
            "{image: my/echo, build: cooked}",
            "{image: my/echo:2, build: {context: built, args: {A: 1}}}",
            "me/app@sha256:" + "0123456789abcdef".repeat(4));

    /** Values of other types, names that are not valid, and numbers that are too large. */
    private static final List<String> VALUES = List.of(
            "",
            "~",
            "-1",
            "0",
            "2",
            "8",
            "201",
            "2147483648",
            "99999999999999999999999999",
            "1e400",
            ".nan",
            "-.inf",
            "0x7fffffff",
            "0o17",
            "1_000",
            "12:30:45",
            "2026-11-26",
            "true",
            "NO",
            "[]",
            "{}",
            "[[]]",
            "{a: {b: [c]}}",
            "'é 漢字 \uD83D\uDE00'",
            "\"\\u0000\"",
            "\"\\x1b[31m\"",
            "!!binary aGk=",
            "!own tag",
            "&anchor value",
            "*anchor",
            "*unknown",
            "${UNSET}",
            "${SIX}",
            "${LAB}-${STUDENT:-x}",
            "${",
            "$$",
            "|\n  several\n  lines",
            ">-\n\n  folded",
            "'unfinished",
            "[1, 2",
            "{a: 1",
            "- item",
            "? key",
            "%YAML 1.1",
            "@at",
            "`tick`",
            "# comment",
            "/etc/passwd",
            "~/none",
            "..",
            "10.0.0.0/8",
            "300.1.2.3/24",
            "::1/64",
            "Upper-Case",
            "-hyphen-",
            "under_score",
            "a".repeat(5000),
            "[" + "x,".repeat(3000) + "]");

    /** Lines that may stand anywhere. */
    private static final List<String> LINES = List.of(
            "unknown: 1",
            "name: again",
            "workers: 1",
            "worker: 1",
            "<<: {workers: 3}",
            "<<: [{managers: 3}, {networks: [n]}]",
            "<<: *anchor",
            "<<: 1",
            "base: &anchor {workers: 1}",
            "---",
            "...",
            "--- # another",
            "\tworkers: 1",
            "  indented: 1",
            "- item",
            ": no key",
            "? {a: b}\n: c",
            "? - list",
            "\uFEFFname: bom",
            "nul: \0",
            "\u2028",
            "\u0085",
            "%TAG ! tag:example.org,2026:",
            "deep: " + "[".repeat(200) + "]".repeat(200),
            "deeper: " + "{a: ".repeat(60) + "1" + "}".repeat(60),
            "open: " + "[".repeat(20_000),
            "long: " + "x".repeat(5000),
            "x".repeat(2000) + ": 1");

    private static final List<String> CHARACTERS = List.of(
            ":",
            "-",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"",
            "'",
            "#",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "\t",
            "\n",
            "\r",
            " ",
            "  ",
            "$",
            "${",
            "\0",
            "\u0007",
            "\u00A0",
            "\u200B",
            "\u202E",
            "\uFEFF",
            "\uD83D\uDE00",
            "9");

    private final Random random;

    private RandomLabFile(long seed) {
        this.random = new Random(seed);
    }

    static byte[] of(long seed) {
        return new RandomLabFile(seed).bytes();
    }

    private byte[] bytes() {
        String text = random.nextInt(4) == 0 ? ValidLabFiles.EVERYTHING : valid();
        int mutations = Math.max(0, random.nextInt(6) - 1);
        for (int mutation = 0; mutation < mutations; mutation++) {
            text = mutated(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (mutations > 0 && random.nextInt(20) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256); // may be no valid UTF-8
        }
        return bytes;
    }

    // Valid lab files

    private String valid() {
        List<String> keys = new ArrayList<>();
        keys.add("name: " + one(NAMES));
        optional(keys, "node: {memory: " + one("1g", "600m", "2.5g") + ", cpus: " + one("1", "0.5", "2") + "}");
        optional(keys, "managers: " + one("1", "3", "5", "7", "[{count: 2}, {count: 1, availability: drain}]"));
        optional(keys, "workers: " + one("0", "1", "200", "[{count: 3, labels: {zone: a}}, {image: docker:27-dind}]"));
        optional(keys, "registry: {port: " + (1024 + random.nextInt(60_000)) + "}");
        optional(keys, "subnet: 10." + random.nextInt(256) + ".16.0/" + (20 + random.nextInt(5)));
        optional(keys, "ports: [" + some(5, () -> '"' + port() + '"') + "]");
        optional(keys, "volumes: [\"" + one("./folder:/stack", "file.txt:/f:ro", "/tmp:/tmp") + "\"]");
        optional(keys, "images: [" + distinct(IMAGES, 4) + "]");
        optional(keys, "networks: [" + distinct(List.of("net", "{name: two, subnet: 10.9.0.0/24}", "n-3"), 3) + "]");
        optional(keys, "stacks: {one: " + SampleFiles.STACK + "}");
        optional(keys, "checks: [{name: c, http: 'http://localhost/', within: " + random.nextInt(1, 60) + "s}]");
        optional(keys, "scenarios: [{name: s, actions: [{stop: leader}]}]");
        Collections.shuffle(keys, random);
        return String.join("\n", keys) + "\n";
    }

    private void optional(List<String> keys, String key) {
        if (random.nextBoolean()) {
            keys.add(key);
        }
    }

    private String port() {
        String address = one("", "", "127.0.0.1:", "0.0.0.0:", "127.0.0.2:");
        return address + (20_000 + random.nextInt(12_000)) + ":" + (1 + random.nextInt(65_535))
                + one("", "/tcp", "/udp");
    }

    private String some(int most, Supplier<String> item) {
        return IntStream.range(0, random.nextInt(most))
                .mapToObj(each -> item.get())
                .collect(Collectors.joining(", "));
    }

    private String distinct(List<String> values, int most) {
        List<String> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return String.join(", ", shuffled.subList(0, random.nextInt(most)));
    }

    // Mutations

    private String mutated(String text) {
        List<UnaryOperator<String>> mutations = List.of(
                this::withOtherValue,
                this::withOtherValue,
                this::withLine,
                this::withLine,
                this::withRepeatedLine,
                this::withoutLine,
                this::withCharacter,
                this::withCharacter,
                this::withoutRange,
                this::withOtherNumber,
                this::withOtherKey,
                this::cut,
                whole -> whole.replace("\n", one("\r\n", "\r", "\n\n")),
                whole -> whole.replace(": ", one(":", ":  ", ":\t")),
                whole -> one(
                        "", "\n", "---\n", "# nothing\n", "null", "{}", "[]", "text", "\uFEFF", "\t", "--- {}\n---\n"));
        return one(mutations).apply(text);
    }

    private String withOtherValue(String text) {
        return onOneLine(text, line -> {
            int colon = line.indexOf(':');
            return colon < 0 ? line : line.substring(0, colon + 1) + " " + one(VALUES);
        });
    }

    private String withOtherKey(String text) {
        return onOneLine(text, line -> {
            int colon = line.indexOf(':');
            return colon < 0 ? line : one("manager", "Name", "'a b'", "1", "~", "[a]", "x-own") + line.substring(colon);
        });
    }

    private String withLine(String text) {
        List<String> lines = lines(text);
        lines.add(random.nextInt(lines.size() + 1), one(LINES));
        return String.join("\n", lines);
    }

    private String withRepeatedLine(String text) {
        return onOneLine(text, line -> line + "\n" + line);
    }

    private String withoutLine(String text) {
        List<String> lines = lines(text);
        lines.remove(random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private String withCharacter(String text) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + one(CHARACTERS) + text.substring(at);
    }

    private String withoutRange(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(30));
        return text.substring(0, from) + text.substring(to);
    }

    private String withOtherNumber(String text) {
        String number = one("0", "-3", "4", "70000", "4294967296", "1e9", "3.5", "9".repeat(400), "0x10", "٣");
        return onOneLine(text, line -> line.replaceFirst("\\d+", number));
    }

    private String cut(String text) {
        return text.substring(0, random.nextInt(text.length() + 1));
    }

    private String onOneLine(String text, UnaryOperator<String> change) {
        List<String> lines = lines(text);
        int line = random.nextInt(lines.size());
        lines.set(line, change.apply(lines.get(line)));
        return String.join("\n", lines);
    }

    /** At least one line. */
    private static List<String> lines(String text) {
        return new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    }

    private String one(String... values) {
        return one(List.of(values));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
