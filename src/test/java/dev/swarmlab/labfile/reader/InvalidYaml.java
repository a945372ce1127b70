package dev.swarmlab.labfile.reader;

import java.util.stream.Stream;

/** Lab files that are not YAML, or use YAML in a way that swarmlab does not support. */
final class InvalidYaml {

    private InvalidYaml() {}

    static Stream<InvalidLabFile> all() {
        return Stream.of(
                bad("an empty file", "", "1:1", "is empty", "name: my-lab"),
                bad("only blanks", "\n  \n", "1:1", "is empty", "name: my-lab"),
                bad("only comments", "# nothing\n# here\n", "1:1", "only comments", "name: my-lab"),
                bad("an empty document", "---\n", "2:1", "has no value", "write a value"),
                bad(
                        "a single word",
                        "quickstart",
                        "1:1",
                        "must be a mapping, \"quickstart\" is a string",
                        "name: my-lab"),
                bad("a list as root", "- name: x", "1:1", "must be a mapping, not a list", "name: my-lab"),
                bad("a shell script", "#!/bin/sh\necho hi; exit 1\n", "2:1", "must be a mapping", "name: my-lab"),
                bad("incomplete JSON", "{\"name\": \"x\",", "1:14", "invalid YAML", "brackets"),
                bad("a missing closing quote", "name: \"x\nworkers: 1\n", "1:7", "invalid YAML", "quotes"),
                bad("a missing closing bracket", "name: x\nports: [\nworkers: 1\n", "2:8", "invalid YAML", "brackets"),
                bad(
                        "a variable without quotes in braces",
                        "name: x\nnode: {cpus: ${SIX}}\n",
                        "2:15",
                        "invalid YAML",
                        "needs quotes"),
                bad("wrong indentation", "name: x\n  workers: 1\n", "2:10", "invalid YAML", "indentation"),
                bad("a tab", "name: x\nregistry:\n\tport: 5000\n", "3:1", "indented with a tab", "spaces"),
                bad("two documents", "name: x\n---\nname: y\n", "2:1", "a second document", "one document per file"),
                bad(
                        "the same key twice",
                        "name: x\nworkers: 1\nworkers: 2",
                        "3:1",
                        "duplicate key `workers`, first used on line 2",
                        "remove one of the two"),
                bad(
                        "the same key twice in a nested mapping",
                        "name: x\nregistry: {port: 1, port: 2}",
                        "2:21",
                        "duplicate key `port`",
                        "remove one of the two"),
                bad("a mapping as key", "name: x\n? {a: b}\n: c", "2:3", "a key must be a string", "key: value"),
                bad("a Java tag", "name: !!java.net.URL [\"http://x\"]", "1:7", "is not supported", "remove"),
                bad("a number's tag", "name: x\nworkers: !!int 3", "2:10", "is not supported", "remove"),
                bad("an unknown alias", "name: *lab", "1:7", "no anchor before it", "&name"),
                bad(
                        "an alias of itself",
                        "name: x\nports: &all [*all]",
                        "2:8",
                        "inside its own anchor",
                        "remove the alias"),
                bad("nested aliases", nestedAliases(), "1:7", "more than 10000 values", "fewer values"),
                bad("many aliases", manyAliases(), "1:1", "invalid YAML: Number of aliases", "check"),
                bad("a very long string", "name: " + "a-".repeat(10_000), "1:7", "longer than 4096", "shorten"),
                bad(
                        "a very long key",
                        "name: x\n? " + "a-".repeat(10_000) + "\n: 1",
                        "2:3",
                        "must be a string",
                        "key: value"),
                bad(
                        "variables without closing braces",
                        "name: " + "${A:-".repeat(50_000),
                        "1:7",
                        "longer than 4096",
                        "shorten"),
                bad("many variables", "name: " + "${A:-".repeat(800), "1:7", "no closing brace", "${NAME}"),
                bad(
                        "a long image",
                        "name: x\nimages: [" + "a-".repeat(2000) + "]",
                        "2:10",
                        "not an image reference",
                        "NAME:TAG"),
                bad("deep nesting", "name: " + "[".repeat(5000), "1:1", "deeper than 20 levels", "fewer levels"),
                bad("a merged list", "name: x\n<<: [1]", "2:1", "only merge mappings", "<<: *name"),
                bad("a control character", "name: x\nnode: {image: \u0007bell}", "2:15", "U+0007", "text file"),
                bad("an unset variable", "name: ${NAME}", "1:7", "`NAME` is not set", "${NAME:-default}"),
                bad(
                        "an unset variable without braces",
                        "name: lab-$NAME",
                        "1:7",
                        "`NAME` is not set",
                        "unlike in Compose"),
                bad("a required variable", "name: ${NAME:?who are you}", "1:7", "not set: who are you", "NAME="),
                bad("a required variable that is empty", "name: ${EMPTY:?say it}", "1:7", "is empty: say it", "EMPTY="),
                bad("a variable in a default", "name: ${A:-${B}}", "1:7", "`B` is not set", "default"),
                bad("a missing closing brace", "name: ${SIX", "1:7", "no closing brace", "${NAME}"),
                bad("a single dollar sign", "name: a$ b", "1:7", "invalid variable", "$$"),
                bad("an unknown form", "name: ${SIX^^}", "1:7", "invalid variable", "${NAME}"),
                bad(
                        "a list in a variable",
                        "name: x\nports: ${LIST}",
                        "2:8",
                        "must be a list, \"[1, 2]\" is not",
                        "8000:80"),
                bad("a string for a number", "name: x\nworkers: ${WORD}", "2:10", "\"word\" is not", "0 to 200"),
                bad("a number too large", "name: x\nmanagers: ${SIX}", "2:11", "6 is even", "1, 3, 5 or 7"),
                bad(
                        "a variable with a control character",
                        "name: ${ESCAPE}",
                        "1:7",
                        "can't be \"\uFFFD[31mred\"",
                        "lower-case"));
    }

    private static String nestedAliases() {
        StringBuilder yaml = new StringBuilder("name: &a [x, x]\n");
        for (char anchor = 'b'; anchor <= 'p'; anchor++) {
            char earlier = (char) (anchor - 1);
            yaml.append(anchor).append(": &").append(anchor).append(" [*").append(earlier);
            yaml.append(", *").append(earlier).append("]\n");
        }
        return yaml.toString();
    }

    private static String manyAliases() {
        return "name: &a [x]\nports: [" + "*a, ".repeat(60) + "]";
    }

    private static InvalidLabFile bad(String description, String yaml, String position, String message, String advice) {
        return new InvalidLabFile(description, yaml, position, message, advice);
    }
}
