package dev.swarmlab.descriptor;

import java.util.stream.Stream;

/** Descriptors that are good YAML and have one value that can't be; each begins with a good name on line 1. */
public final class InvalidFields {

    private InvalidFields() {}

    /** Wrong whatever the values are: unknown keys and wrong types. A schema must find these too. */
    public static Stream<InvalidDescriptor> ofTheWrongForm() {
        return Stream.of(
                bad("manager: 1", "1", "unknown key `manager`", "did you mean `managers`?"),
                bad("Workers: 1", "1", "unknown key `Workers`", "did you mean `workers`?"),
                bad("nodes: 4", "1", "unknown key `nodes`", "`managers` and `workers`"),
                bad("services: {}", "1", "unknown key `services`", "`stacks`"),
                bad("xyzzy: 1", "1", "unknown key `xyzzy`", "allowed here: name, node, managers"),
                bad("node: {imag: a}", "8", "unknown key `imag`", "did you mean `image`?"),
                bad("node: {mem_limit: 1g}", "8", "unknown key `mem_limit`", "`memory`"),
                bad("workers: [{cuont: 2}]", "12", "unknown key `cuont`", "did you mean `count`?"),
                bad("workers: [{replicas: 2}]", "12", "unknown key `replicas`", "`count`"),
                bad("registry: {prot: 1}", "12", "unknown key `prot`", "did you mean `port`?"),
                bad("images: [{image: a, bulid: .}]", "21", "unknown key `bulid`", "did you mean `build`?"),
                bad("networks: [{name: a, subnets: b}]", "22", "unknown key `subnets`", "did you mean `subnet`?"),
                bad("checks: [{name: a, run: b, line: 1}]", "28", "unknown key `line`", "did you mean `lines`?"),
                bad(
                        "checks: [{name: a, http: 'http://b', lines: 1}]",
                        "38",
                        "unknown key `lines`",
                        "name, http, contains"),
                bad("node: docker:28-dind", "7", "must be a mapping, \"docker:28-dind\" is text", "{image:"),
                bad("node: {image: [a]}", "15", "must be text, not a list", "one text"),
                bad("node: {image: 28}", "15", "must be text, 28 is a whole number", "\"28\""),
                bad("node: {args: --mtu=1400}", "14", "must be a list", "[\"--mtu=1400\"]"),
                bad("node: {args: [1]}", "15", "must be text", "\"1\""),
                bad("node: {memory: true}", "16", "must be an amount of memory, true is a boolean", "512m"),
                bad("node: {cpus: two}", "14", "must be a number, \"two\" is text", "0.5 or 2"),
                bad("node: {build: {context: .}}", "15", "must be text, not a mapping", "one text"),
                bad("managers: one", "11", "must be a whole number, \"one\" is text", "1, 3, 5 or 7"),
                bad("managers: {count: 1}", "11", "must be a list, not a mapping", "[{count: 3}]"),
                bad("managers: []", "11", "must have an entry", "[{count: 3}]"),
                bad("workers: 1.5", "10", "1.5 is a number with a fraction", "0 to 200"),
                bad("workers: \"3\"", "10", "must be a whole number, \"3\" is text", "without quotes: 3"),
                bad("workers: 010", "10", "must be a whole number, \"010\" is text", "0 to 200"),
                bad("workers: [3]", "11", "an entry of `workers` must be a mapping", "{count: 2"),
                bad("workers: [{labels: [region=east]}]", "20", "must be a mapping, not a list", "{region: east}"),
                bad("workers: [{labels: {a: [b]}}]", "24", "`a` must be text", "one text"),
                bad("workers: [{availability: yes}]", "26", "can't be \"yes\"", "active, pause, drain"),
                bad(
                        "workers: [{availability: true}]",
                        "26",
                        "must be a word, true is a boolean",
                        "active, pause, drain"),
                bad("registry: 5000", "11", "must be a mapping, 5000 is a whole number", "{port: 5000}"),
                bad("registry: {port: \"5000\"}", "18", "must be a whole number", "without quotes: 5000"),
                bad("registry: {port: [5000]}", "18", "must be a whole number, not a list", "1 to 65535"),
                bad("ports: 22:22", "8", "must be a list, \"22:22\" is text", "[\"8000:80\"]"),
                bad("ports: [{published: 80}]", "9", "must be text, not a mapping", "one text"),
                bad("ports: [80]", "9", "can't be \"80\"", "\"8000:80\""),
                bad("ports: [80/udp]", "9", "can't be \"80/udp\"", "\"8000:80\""),
                bad("ports: [8000-8010:80-90]", "9", "can't be \"8000-8010:80-90\"", "each port of the range"),
                bad("ports: [\"localhost:8000:80\"]", "9", "can't be \"localhost:8000:80\"", "127.0.0.1"),
                bad("ports: [\"8000:80/sctp\"]", "9", "can't be \"8000:80/sctp\"", "HOST_PORT:NODE_PORT"),
                bad("ports: [\"1.2.3.256:8000:80\"]", "9", "can't be", "HOST_PORT:NODE_PORT"),
                bad("volumes: stack:/stack", "10", "must be a list", "../stack:/stack"),
                bad("volumes: [folder]", "11", "can't be \"folder\"", "SOURCE:/TARGET"),
                bad("volumes: [\"folder:stack\"]", "11", "can't be \"folder:stack\"", "SOURCE:/TARGET"),
                bad("volumes: [\"folder:/stack:z\"]", "11", "can't be \"folder:/stack:z\"", "SOURCE:/TARGET"),
                bad("images: alpine", "9", "must be a list", "[alpine:3]"),
                bad("images: [3]", "10", "must be text, 3 is a whole number", "\"3\""),
                bad("images: [{build: built}]", "10", "has no `image`", "{image:"),
                bad("images: [{image: a, build: [built]}]", "28", "must be a mapping, not a list", "{context:"),
                bad("images: [{image: a, build: {}}]", "28", "has no `context`", "{context:"),
                bad("images: [{image: a, build: {args: {A: b}}}]", "28", "has no `context`", "{context:"),
                bad(
                        "images: [{image: a, build: {context: built, dockerfile: b}}]",
                        "45",
                        "unknown key `dockerfile`",
                        "`Dockerfile` or `recipe`"),
                bad(
                        "images: [{image: a, build: {context: built, args: [A=b]}}]",
                        "51",
                        "must be a mapping, not a list",
                        "{VERSION:"),
                bad(
                        "images: [{image: a, build: {context: built, args: {A: [b]}}}]",
                        "55",
                        "`A` must be text, not a list",
                        "one text"),
                bad(
                        "images: [{image: a, build: {context: built, args: {version: 2}}}]",
                        "52",
                        "\"version\" can't be a key of `args`",
                        "capitals"),
                bad(
                        "images: [{image: a, build: {context: built, args: {PATH: /bin}}}]",
                        "52",
                        "\"PATH\" can't be a key of `args`",
                        "swarmlab sets ENV, HOME"),
                bad("images: [Alpine]", "10", "can't be \"Alpine\"", "lower case: alpine"),
                bad("images: [\"a b\"]", "10", "no image reference", "NAME:TAG"),
                bad("images: [{image: null}]", "18", "has no value", "remove the line"),
                bad("networks: [true]", "12", "must be text, true is a boolean", "\"true\""),
                bad("networks: [{name: a, encrypted: on}]", "33", "must be a boolean, \"on\" is text", "true or false"),
                bad("networks: [{name: a, subnet: 10.9.0.0}]", "30", "can't be \"10.9.0.0\"", "CIDR"),
                bad("stacks: [a.yml]", "9", "must be a mapping, not a list", "{echo:"),
                bad("stacks: {Echo: file.txt}", "10", "\"Echo\" can't be a key of `stacks`", "lower-case"),
                bad("checks: {a: b}", "9", "must be a list", "front door"),
                bad("checks: [{name: a}]", "10", "does not say what is checked", "`http`, `service` and `run`"),
                bad("checks: [{name: a, run: b, http: 'http://c'}]", "10", "more than one thing", "`http`, `service`"),
                bad("checks: [{run: b}]", "10", "has no `name`", "{name:"),
                bad("checks: [{name: a, service: b}]", "10", "has no `running`", "running: 6"),
                bad("checks: [{name: a, http: localhost}]", "26", "no URL", "http://"),
                bad("workers:", "9", "has no value", "remove the line"),
                bad("node: ~", "7", "has no value", "remove the line"));
    }

    /** Of the right form, with a value that can't be. */
    public static Stream<InvalidDescriptor> ofTheWrongValue() {
        return Stream.of(
                bad("managers: 2", "11", "must be an odd number, 2 is even", "1, 3, 5 or 7"),
                bad("managers: [{count: 1}, {count: 3}]", "11", "must be an odd number, 4 is even", "1, 3, 5 or 7"),
                bad("managers: [{count: 5}, {count: 4}]", "11", "at most 7 together, not 9", "1, 3, 5 or 7"),
                bad("managers: 9", "11", "at most 7, not 9", "1, 3, 5 or 7"),
                bad("managers: 0", "11", "at least 1, not 0", "1, 3, 5 or 7"),
                bad("managers: -1", "11", "at least 1, not -1", "1, 3, 5 or 7"),
                bad("workers: -1", "10", "at least 0, not -1", "0 to 200"),
                bad("workers: 201", "10", "at most 200, not 201", "0 to 200"),
                bad("workers: 4294967297", "10", "at most 200, not 4294967297", "0 to 200"),
                bad("workers: 99999999999999999999999", "10", "at most 200", "0 to 200"),
                bad("workers: -99999999999999999999999", "10", "at least 0", "0 to 200"),
                bad("workers: [{count: 0}]", "19", "at least 1, not 0", "how many nodes"),
                bad("workers: [{count: 150}, {count: 51}]", "10", "at most 200 together, not 201", "0 to 200"),
                bad("workers: [{build: built}]", "11", "has a `build` but no `image`", "image:"),
                bad("workers: [{labels: {\"a b\": c}}]", "21", "\"a b\" can't be a key", "letters, digits"),
                bad("workers: [{labels: {com.docker.a: c}}]", "21", "reserved", "com.docker."),
                bad("workers: [{labels: {a: \"b\\nc\"}}]", "24", "line break", "one line"),
                bad("node: {build: built}", "7", "has a `build` but no `image`", "image:"),
                bad(
                        "node: {image: a, build: built}\nworkers: [{image: a, build: cooked}]",
                        "3:29",
                        "the image name docker.io/library/a:latest is taken by line 2",
                        "another name"),
                bad("node: {args: [mtu=1400]}", "15", "must begin with `-`", "--mtu=1400"),
                bad("node: {args: [--host=tcp://:2375]}", "15", "swarmlab sets `--host` itself", "remove"),
                bad("node: {args: [-Htcp://:2375]}", "15", "swarmlab sets `-H` itself", "remove"),
                bad("node: {args: [--tlsverify]}", "15", "swarmlab sets `--tlsverify` itself", "remove"),
                bad("node: {args: [--data-root, --debug]}", "15", "`--data-root` itself", "remove"),
                bad("node: {memory: 512}", "16", "at least 64m, not 512", "daemon"),
                bad("node: {memory: 63m}", "16", "at least 64m, not 63m", "512m"),
                bad("node: {memory: lots}", "16", "no amount of memory", "512m"),
                bad("node: {memory: 9999999t}", "16", "at most 1024t", "512m"),
                bad("node: {memory: -1g}", "16", "no amount of memory", "512m"),
                bad("node: {cpus: 0}", "14", "from 0.01 to 512, not \"0\"", "0.5 or 2"),
                bad("node: {cpus: -1.5}", "14", "from 0.01 to 512", "0.5 or 2"),
                bad("node: {cpus: 1e999999999}", "14", "from 0.01 to 512", "0.5 or 2"),
                bad("node: {cpus: 1e99999999999}", "14", "from 0.01 to 512", "0.5 or 2"),
                bad("node: {image: a, build: nowhere}", "25", "does not exist", "relative paths start from"),
                bad("node: {image: a, build: file.txt}", "25", "must be a folder", "the folder"),
                bad("node: {image: a, build: folder}", "25", "neither a Dockerfile nor a recipe", "the folder"),
                bad("node: {image: a, build: \"a\\0b\"}", "25", "can't be \"a\uFFFDb\"", "a path"),
                bad("registry: {port: 0}", "18", "at least 1, not 0", "1 to 65535"),
                bad("registry: {port: 65536}", "18", "at most 65535, not 65536", "1 to 65535"),
                bad("registry: {mirror: 'ftp://a'}", "20", "no URL", "https://"),
                bad("registry: {image: 'a:b:c'}", "19", "no image reference", "NAME:TAG"),
                bad("ports: [\"0:80\"]", "9", "can't use port \"0\"", "1 to 65535"),
                bad("ports: [\"8000:65536\"]", "9", "can't use port \"65536\"", "1 to 65535"),
                bad("ports: [\"[1::2::3]:8000:80\"]", "9", "can't use the address", "[::1]"),
                bad("ports: [\"80:1\", \"80:2\"]", "17", "host port 80 is taken by line 2", "another host port"),
                bad("ports: [\"80:1\", \"0.0.0.0:80:2\"]", "17", "host port 80 is taken", "another host port"),
                bad("ports: [\"1:1/udp\", \"1:2/udp\"]", "20", "host port 1/udp is taken", "another host port"),
                bad("registry: {port: 80}\nports: [\"80:80\"]", "3:9", "80 is taken by line 2", "another host port"),
                bad("ports: [\"80:80\"]\nregistry: {port: 80}", "3:18", "80 is taken by line 2", "another host port"),
                bad("volumes: [\"nowhere:/stack\"]", "11", "\"nowhere\", which does not exist", "relative paths"),
                bad("volumes: [\"folder:/\"]", "11", "target \"/\"", "somewhere else"),
                bad("volumes: [\"folder:/var/lib/docker\"]", "11", "needs /var/lib/docker itself", "somewhere else"),
                bad("volumes: [\"folder:/var/lib\"]", "11", "needs /var/lib/docker itself", "somewhere else"),
                bad("volumes: [\"folder:/certs/ca/\"]", "11", "needs /certs itself", "somewhere else"),
                bad("volumes: [\"folder:/a/../proc\"]", "11", "`.` or `..`", "in full"),
                bad("volumes: [\"folder:/a\", \"file.txt:/a/\"]", "24", "target /a is taken", "somewhere else"),
                bad("images: [alpine, \"alpine:latest\"]", "18", "docker.io/library/alpine:latest is taken", "once"),
                bad("images: [{image: a, build: nowhere}]", "28", "does not exist", "relative paths"),
                bad("images: [{image: \"a@sha256:" + "a".repeat(64) + "\", build: built}]", "10", "can't build", "tag"),
                bad("images: [{image: a, build: {context: no}}]", "38", "does not exist", "relative paths"),
                bad(
                        "images: [{image: a, build: {context: built, args: {A: \"b\\nc\"}}}]",
                        "55",
                        "line break",
                        "one line"),
                bad(
                        "node: {image: a, build: built}\nimages: [{image: a, build: {context: built, args: {A: b}}}]",
                        "3:28",
                        "the image name docker.io/library/a:latest is taken by line 2",
                        "two sets of arguments"),
                bad("images: [\"a:" + "t".repeat(129) + "\"]", "10", "no image reference", "NAME:TAG"),
                bad("networks: [a, a]", "15", "the network name a is taken", "of its own"),
                bad("networks: [ingress]", "12", "can't be named \"ingress\"", "Docker has"),
                bad("networks: [{name: a, subnet: 10.9.0.1/24}]", "30", "not the network's first", "write 10.9.0.0/24"),
                bad("networks: [{name: a, subnet: 10.9.0.0/31}]", "30", "from /8 to /29", "10.9.0.0/24"),
                bad("networks: [{name: a, subnet: 10.9.256.0/24}]", "30", "can't be", "CIDR"),
                bad(
                        "networks: [{name: a, subnet: 10.9.0.0/16}, {name: b, subnet: 10.9.1.0/24}]",
                        "62",
                        "a part of 10.9.1.0/24 is taken",
                        "share no address"),
                bad("stacks: {echo: nowhere.yml}", "16", "does not exist", "relative paths"),
                bad("stacks: {echo: folder}", "16", "must be a file", "the file itself"),
                bad("stacks: {echo: ''}", "16", "is empty", "a path"),
                bad("checks: [{name: a, run: b, lines: -1}]", "35", "at least 0", "how many lines"),
                bad(
                        "checks: [{name: a, run: b}, {name: a, run: c}]",
                        "29",
                        "the check name \"a\" is taken",
                        "its own"));
    }

    /** Names, which stand on the first line. */
    public static Stream<InvalidDescriptor> names() {
        return Stream.of(
                name("name: Lab", "1:7", "can't be \"Lab\"", "lower-case"),
                name("name: my lab", "1:7", "can't be \"my lab\"", "hyphens"),
                name("name: -lab", "1:7", "can't be \"-lab\"", "either end"),
                name("name: lab-", "1:7", "can't be \"lab-\"", "either end"),
                name("name: my_lab", "1:7", "can't be \"my_lab\"", "hyphens"),
                name("name: ''", "1:7", "can't be \"\"", "lower-case"),
                name("name: caf\u00E9", "1:7", "can't be \"caf\u00E9\"", "lower-case"),
                name("name: " + "a".repeat(41), "1:7", "has 41 characters, more than 40", "shorter"),
                name("name: 1.5", "1:7", "must be text, 1.5 is a number", "\"1.5\""),
                name("name: 7", "1:7", "must be text, 7 is a whole number", "\"7\""),
                name("name: true", "1:7", "must be text, true is a boolean", "\"true\""),
                name("name: null", "1:7", "has no value", "write one"),
                name("name: [x]", "1:7", "must be text, not a list", "one text"),
                name("workers: 1", "1:1", "has no `name`", "name: my-lab"),
                name("{}", "1:1", "has no `name`", "name: my-lab"));
    }

    /** On the second line at that column, or at that LINE:COLUMN. */
    private static InvalidDescriptor bad(String yaml, String place, String message, String advice) {
        String full = place.contains(":") ? place : "2:" + place;
        return new InvalidDescriptor(yaml, "name: lab\n" + yaml + "\n", full, message, advice);
    }

    private static InvalidDescriptor name(String yaml, String place, String message, String advice) {
        return new InvalidDescriptor(yaml, yaml + "\n", place, message, advice);
    }
}
