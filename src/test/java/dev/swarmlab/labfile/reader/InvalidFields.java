package dev.swarmlab.labfile.reader;

import java.util.stream.Stream;

/** Descriptors that are good YAML and have one value that can't be; each begins with a good name on line 1. */
public final class InvalidFields {

    private InvalidFields() {}

    /** Wrong whatever the values are: unknown keys and wrong types. A schema must find these too. */
    public static Stream<InvalidLabFile> ofTheWrongForm() {
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
                bad("node: docker:29-dind", "7", "must be a mapping, \"docker:29-dind\" is a string", "{image:"),
                bad("node: {image: [a]}", "15", "must be a string, not a list", "a single string"),
                bad("node: {image: 28}", "15", "must be a string, 28 is a whole number", "\"28\""),
                bad("node: {args: --mtu=1400}", "14", "must be a list", "[\"--mtu=1400\"]"),
                bad("node: {args: [1]}", "15", "must be a string", "\"1\""),
                bad("node: {memory: true}", "16", "must be an amount of memory, true is a boolean", "512m"),
                bad("node: {cpus: two}", "14", "must be a number, \"two\" is a string", "0.5 or 2"),
                bad("node: {build: {context: .}}", "15", "must be a string, not a mapping", "a single string"),
                bad("managers: one", "11", "must be a whole number, \"one\" is a string", "1, 3, 5 or 7"),
                bad("managers: {count: 1}", "11", "must be a list, not a mapping", "[{count: 3}]"),
                bad("managers: []", "11", "must have at least one entry", "[{count: 3}]"),
                bad("workers: 1.5", "10", "1.5 is a number with a fraction", "0 to 200"),
                bad("workers: \"3\"", "10", "must be a whole number, \"3\" is a string", "without quotes: 3"),
                bad("workers: 010", "10", "must be a whole number, \"010\" is a string", "0 to 200"),
                bad("workers: [3]", "11", "an entry of `workers` must be a mapping", "{count: 2"),
                bad("workers: [{labels: [region=east]}]", "20", "must be a mapping, not a list", "{region: east}"),
                bad("workers: [{labels: {a: [b]}}]", "24", "`labels.a` must be a string", "a single string"),
                bad("workers: [{availability: yes}]", "26", "can't be \"yes\"", "active, pause, drain"),
                bad(
                        "workers: [{availability: true}]",
                        "26",
                        "must be a string, true is a boolean",
                        "active, pause, drain"),
                bad("registry: 5000", "11", "must be a mapping, 5000 is a whole number", "{port: 5000}"),
                bad("registry: {port: \"5000\"}", "18", "must be a whole number", "without quotes: 5000"),
                bad("registry: {port: [5000]}", "18", "must be a whole number, not a list", "1 to 65535"),
                bad("ports: 22:22", "8", "must be a list, \"22:22\" is a string", "[\"8000:80\"]"),
                bad("ports: [{published: 80}]", "9", "must be a string, not a mapping", "a single string"),
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
                bad("images: [3]", "10", "must be a string, 3 is a whole number", "\"3\""),
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
                        "`args.A` must be a string, not a list",
                        "a single string"),
                bad(
                        "images: [{image: a, build: {context: built, args: {version: 2}}}]",
                        "52",
                        "\"version\" can't be a key of `args`",
                        "capital letters"),
                bad(
                        "images: [{image: a, build: {context: built, args: {PATH: /bin}}}]",
                        "52",
                        "\"PATH\" can't be a key of `args`",
                        "swarmlab sets ENV, HOME"),
                bad("images: [Alpine]", "10", "can't be \"Alpine\"", "lower case: alpine"),
                bad("images: [\"a b\"]", "10", "not an image reference", "NAME:TAG"),
                bad("images: [{image: null}]", "18", "has no value", "remove the line"),
                bad("networks: [true]", "12", "must be a string, true is a boolean", "\"true\""),
                bad(
                        "networks: [{name: a, encrypted: on}]",
                        "33",
                        "must be a boolean, \"on\" is a string",
                        "true or false"),
                bad("networks: [{name: a, subnet: 10.9.0.0}]", "30", "can't be \"10.9.0.0\"", "CIDR"),
                bad("stacks: [a.yml]", "9", "must be a mapping, not a list", "{echo:"),
                bad("stacks: {Echo: stack.yml}", "10", "\"Echo\" can't be a key of `stacks`", "lower-case"),
                bad("checks: {a: b}", "9", "must be a list", "front door"),
                bad("tests: []", "1", "unknown key `tests`", "did you mean `checks`?"),
                bad("workers:", "9", "has no value", "remove the line"),
                bad("node: ~", "7", "has no value", "remove the line"));
    }

    /** Of the right form, with a value that can't be. */
    public static Stream<InvalidLabFile> ofTheWrongValue() {
        return Stream.of(
                bad("managers: 2", "11", "must be an odd number, 2 is even", "1, 3, 5 or 7"),
                bad("managers: [{count: 1}, {count: 3}]", "11", "must be an odd number, 4 is even", "1, 3, 5 or 7"),
                bad("managers: [{count: 5}, {count: 4}]", "11", "at most 7 in total, not 9", "1, 3, 5 or 7"),
                bad("managers: 9", "11", "at most 7, not 9", "1, 3, 5 or 7"),
                bad("managers: 0", "11", "at least 1, not 0", "1, 3, 5 or 7"),
                bad("managers: -1", "11", "at least 1, not -1", "1, 3, 5 or 7"),
                bad("workers: -1", "10", "at least 0, not -1", "0 to 200"),
                bad("workers: 201", "10", "at most 200, not 201", "0 to 200"),
                bad("workers: 4294967297", "10", "at most 200, not 4294967297", "0 to 200"),
                bad("workers: 99999999999999999999999", "10", "at most 200", "0 to 200"),
                bad("workers: -99999999999999999999999", "10", "at least 0", "0 to 200"),
                bad("workers: [{count: 0}]", "19", "at least 1, not 0", "how many nodes"),
                bad("workers: [{count: 150}, {count: 51}]", "10", "at most 200 in total, not 201", "0 to 200"),
                bad("workers: [{build: built}]", "11", "has a `build` but no `image`", "image:"),
                bad("workers: [{labels: {\"a b\": c}}]", "21", "\"a b\" can't be a key", "letters, digits"),
                bad("workers: [{labels: {com.docker.a: c}}]", "21", "reserved prefix", "com.docker."),
                bad("workers: [{labels: {a: \"b\\nc\"}}]", "24", "line break", "one line"),
                bad("node: {build: built}", "7", "has a `build` but no `image`", "image:"),
                bad(
                        "node: {image: a, build: built}\nworkers: [{image: a, build: cooked}]",
                        "3:29",
                        "the image name docker.io/library/a:latest is already used on line 2",
                        "another name"),
                bad("node: {args: [mtu=1400]}", "15", "must begin with `-`", "--mtu=1400"),
                bad("node: {args: [--host=tcp://:2375]}", "15", "swarmlab sets `--host` itself", "remove"),
                bad("node: {args: [-Htcp://:2375]}", "15", "swarmlab sets `-H` itself", "remove"),
                bad("node: {args: [--tlsverify]}", "15", "swarmlab sets `--tlsverify` itself", "remove"),
                bad("node: {args: [--data-root, --debug]}", "15", "`--data-root` itself", "remove"),
                bad("node: {memory: 512}", "16", "at least 64m, not 512", "daemon"),
                bad("node: {memory: 63m}", "16", "at least 64m, not 63m", "512m"),
                bad("node: {memory: lots}", "16", "not an amount of memory", "512m"),
                bad("node: {memory: 9999999t}", "16", "at most 1024t", "512m"),
                bad("node: {memory: -1g}", "16", "not an amount of memory", "512m"),
                bad("node: {cpus: 0}", "14", "from 0.01 to 512, not \"0\"", "0.5 or 2"),
                bad("node: {cpus: -1.5}", "14", "from 0.01 to 512", "0.5 or 2"),
                bad("node: {cpus: 1e999999999}", "14", "from 0.01 to 512", "0.5 or 2"),
                bad("node: {cpus: 1e99999999999}", "14", "from 0.01 to 512", "0.5 or 2"),
                bad("node: {image: a, build: nowhere}", "25", "does not exist", "relative paths start at"),
                bad("node: {image: a, build: file.txt}", "25", "must be a folder", "the folder"),
                bad("node: {image: a, build: folder}", "25", "neither a Dockerfile nor a recipe", "the folder"),
                bad("node: {image: a, build: \"a\\0b\"}", "25", "can't be \"a\uFFFDb\"", "a path"),
                bad("registry: {port: 0}", "18", "at least 1, not 0", "1 to 65535"),
                bad("registry: {port: 65536}", "18", "at most 65535, not 65536", "1 to 65535"),
                bad("registry: {mirror: 'ftp://a'}", "20", "not an HTTP URL", "https://"),
                bad("registry: {image: 'a:b:c'}", "19", "not an image reference", "NAME:TAG"),
                bad("ports: [\"0:80\"]", "9", "can't use port \"0\"", "1 to 65535"),
                bad("ports: [\"8000:65536\"]", "9", "can't use port \"65536\"", "1 to 65535"),
                bad("ports: [\"[1::2::3]:8000:80\"]", "9", "can't use the address", "[::1]"),
                bad("ports: [\"80:1\", \"80:2\"]", "17", "host port 80 is already used on line 2", "another host port"),
                bad("ports: [\"80:1\", \"0.0.0.0:80:2\"]", "17", "host port 80 is already used", "another host port"),
                bad("ports: [\"1:1/udp\", \"1:2/udp\"]", "20", "host port 1/udp is already used", "another host port"),
                bad(
                        "registry: {port: 80}\nports: [\"80:80\"]",
                        "3:9",
                        "80 is already used on line 2",
                        "another host port"),
                bad(
                        "ports: [\"80:80\"]\nregistry: {port: 80}",
                        "3:18",
                        "80 is already used on line 2",
                        "another host port"),
                bad("volumes: [\"nowhere:/stack\"]", "11", "\"nowhere\", which does not exist", "relative paths"),
                bad("volumes: [\"folder:/\"]", "11", "target \"/\"", "another target"),
                bad("volumes: [\"folder:/var/lib/docker\"]", "11", "needs /var/lib/docker itself", "another target"),
                bad("volumes: [\"folder:/var/lib\"]", "11", "needs /var/lib/docker itself", "another target"),
                bad("volumes: [\"folder:/certs/ca/\"]", "11", "needs /certs itself", "another target"),
                bad("volumes: [\"folder:/a/../proc\"]", "11", "`.` or `..`", "without them"),
                bad("volumes: [\"folder:/a\", \"file.txt:/a/\"]", "24", "target /a is already used", "another target"),
                bad(
                        "images: [alpine, \"alpine:latest\"]",
                        "18",
                        "docker.io/library/alpine:latest is already used",
                        "once"),
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
                        "the image name docker.io/library/a:latest is already used on line 2",
                        "two sets of arguments"),
                bad("images: [\"a:" + "t".repeat(129) + "\"]", "10", "not an image reference", "NAME:TAG"),
                bad("networks: [a, a]", "15", "the network name a is already used", "a different name"),
                bad("networks: [ingress]", "12", "can't be named \"ingress\"", "Docker has"),
                bad(
                        "networks: [{name: a, subnet: 10.9.0.1/24}]",
                        "30",
                        "not the first of the subnet",
                        "write 10.9.0.0/24"),
                bad("networks: [{name: a, subnet: 10.9.0.0/31}]", "30", "from /8 to /29", "10.9.0.0/24"),
                bad("networks: [{name: a, subnet: 10.9.256.0/24}]", "30", "can't be", "CIDR"),
                bad(
                        "networks: [{name: a, subnet: 10.9.0.0/16}, {name: b, subnet: 10.9.1.0/24}]",
                        "62",
                        "a part of 10.9.1.0/24 is already used",
                        "do not overlap"),
                bad("subnet: 10.99.0.0", "9", "can't be \"10.99.0.0\"", "CIDR notation: 10.99.0.0/24"),
                bad("subnet: 10.99.0.7/24", "9", "not the first of the subnet", "write 10.99.0.0/24"),
                bad("subnet: 10.99.0.0/25", "9", "from /16 to /24, not /25", "10.99.0.0/24"),
                bad("subnet: 10.0.0.0/8", "9", "from /16 to /24, not /8", "10.99.0.0/24"),
                bad("subnet: 10.0.7.0/24", "9", "the swarm's overlay networks begin", "10.99.0.0/24"),
                bad("subnet: 127.0.0.0/24", "9", "127.0.0.0/8 is reserved for loopback addresses", "private addresses"),
                bad("subnet: 224.1.0.0/24", "9", "contains no host addresses", "private addresses"),
                bad(
                        "subnet: 10.9.0.0/16\nnetworks: [{name: b, subnet: 10.9.1.0/24}]",
                        "3:30",
                        "a part of 10.9.1.0/24 is already used on line 2",
                        "do not overlap"),
                bad("stacks: {echo: nowhere.yml}", "16", "does not exist", "relative paths"),
                bad("stacks: {echo: folder}", "16", "must be a file", "the file itself"),
                bad("stacks: {echo: ''}", "16", "is empty", "a path"));
    }

    /** Checks and scenarios of the wrong form. */
    public static Stream<InvalidLabFile> checksOfTheWrongForm() {
        return Stream.of(
                bad("checks: [b]", "10", "must be a mapping, \"b\" is a string", "http, service, run"),
                bad(
                        "checks: [{name: a}]",
                        "10",
                        "must have one of the keys http, service",
                        "write for example {name: front door"),
                bad(
                        "checks: [{name: a, url: 'http://b'}]",
                        "10",
                        "must have one of the keys http, service",
                        "did you mean `http`?"),
                bad(
                        "checks: [{name: a, htpt: 'http://b'}]",
                        "10",
                        "must have one of the keys http, service",
                        "did you mean `http`?"),
                bad(
                        "checks: [{name: a, during: b}]",
                        "10",
                        "must have one of the keys http, service",
                        "`no_request_lost`"),
                bad(
                        "checks: [{name: a, run: b, http: 'http://c'}]",
                        "10",
                        "only one of the keys http, run",
                        "a check for each"),
                bad(
                        "checks: [{name: a, run: b, no_request_lost: 'http://c'}]",
                        "10",
                        "only one of the keys run, no_request_lost",
                        "under `during`"),
                bad("checks: [{run: b}]", "10", "has no `name`", "{name:"),
                bad("checks: [{name: '', run: b}]", "17", "is empty", "a string"),
                bad(
                        "checks: [{title: a, run: b}]",
                        "11",
                        "unknown key `title`",
                        "did you mean `name`? allowed here: name, run"),
                bad(
                        "checks: [{name: a, run: b, timeout: 5s}]",
                        "28",
                        "unknown key `timeout`",
                        "did you mean `within`?"),
                bad("checks: [{name: a, run: b, message: c}]", "28", "unknown key `message`", "did you mean `hint`?"),
                bad("checks: [{name: a, run: b, line: 1}]", "28", "unknown key `line`", "did you mean `lines`?"),
                bad("checks: [{name: a, run: b, from: leader}]", "28", "unknown key `from`", "did you mean `node`?"),
                bad("checks: [{name: a, run: b, status: 1}]", "28", "unknown key `status`", "did you mean `exit`?"),
                bad("checks: [{name: a, run: b, within: soon}]", "36", "can't be \"soon\"", "90s, 5m or 1h30m"),
                bad("checks: [{name: a, run: b, within: 5m1h}]", "36", "can't be \"5m1h\"", "90s, 5m or 1h30m"),
                bad(
                        "checks: [{name: a, run: b, within: 1.5}]",
                        "36",
                        "must be a duration, 1.5 is a number",
                        "90s, 5m or 1h30m"),
                bad(
                        "checks: [{name: a, run: b, within: [30s]}]",
                        "36",
                        "must be a duration, not a list",
                        "90s, 5m or 1h30m"),
                bad("checks: [{name: a, run: b, within: }]", "35", "has no value", "remove the line"),
                bad("checks: [{name: a, run: b, needs: ipvs}]", "35", "can't be \"ipvs\"", "write ip_vs"),
                bad("checks: [{name: a, run: b, needs: [ip_vs]}]", "35", "must be a string, not a list", "write ip_vs"),
                bad("checks: [{name: a, run: b, hint: 5}]", "34", "must be a string, 5 is a whole number", "\"5\""),
                bad("checks: [{name: a, run: true}]", "25", "must be a string, true is a boolean", "\"true\""),
                bad(
                        "checks: [{name: a, run: b, exit: no}]",
                        "34",
                        "must be a whole number, \"no\" is a string",
                        "0 to 255"),
                bad(
                        "checks: [{name: a, run: b, node: [worker01]}]",
                        "34",
                        "must be one node, not a list",
                        "any manager"),
                bad(
                        "checks: [{name: a, run: b, node: worker1}]",
                        "34",
                        "can't be \"worker1\"",
                        "manager02 or worker01"),
                bad("checks: [{name: a, http: localhost}]", "26", "not an HTTP URL", "http://"),
                bad("checks: [{name: a, http: 'http://b', lines: 1}]", "38", "unknown key `lines`", "name, http, from"),
                bad(
                        "checks: [{name: a, http: 'http://b', node: worker01}]",
                        "38",
                        "unknown key `node`",
                        "did you mean `from`?"),
                bad(
                        "checks: [{name: a, http: 'http://b', count: 2}]",
                        "38",
                        "unknown key `count`",
                        "did you mean `requests`?"),
                bad("checks: [{name: a, http: 'http://b', from: any}]", "44", "can't be \"any\"", "any manager"),
                bad(
                        "checks: [{name: a, http: 'http://b', status: \"200\"}]",
                        "46",
                        "must be a whole number",
                        "without quotes: 200"),
                bad(
                        "checks: [{name: a, http: 'http://b', requests: many}]",
                        "48",
                        "must be a whole number",
                        "how many requests"),
                bad(
                        "checks: [{name: a, http: 'http://b', distinct: few}]",
                        "48",
                        "must be a whole number",
                        "different answers"),
                bad(
                        "checks: [{name: a, http: 'http://b', contains: 6}]",
                        "48",
                        "must be a string, 6 is a whole number",
                        "\"6\""),
                bad(
                        "checks: [{name: a, service: b}]",
                        "10",
                        "at least one of the keys running, completed, nodes",
                        "running: 6"),
                bad("checks: [{name: a, service: b c, running: 1}]", "29", "can't be \"b c\"", "echo_api"),
                bad(
                        "checks: [{name: a, service: b, replicas: 2}]",
                        "32",
                        "unknown key `replicas`",
                        "did you mean `running`?"),
                bad(
                        "checks: [{name: a, service: b, max_per_node: 2}]",
                        "32",
                        "unknown key `max_per_node`",
                        "did you mean `most_per_node`?"),
                bad(
                        "checks: [{name: a, service: b, running: 1, node: worker01}]",
                        "44",
                        "unknown key `node`",
                        "did you mean `nodes`?"),
                bad(
                        "checks: [{name: a, service: b, running: six}]",
                        "41",
                        "must be a whole number, \"six\" is a string",
                        "how many"),
                bad(
                        "checks: [{name: a, service: b, only: node.role=worker}]",
                        "38",
                        "can't be \"node.role=worker\"",
                        "node.role==worker"),
                bad(
                        "checks: [{name: a, service: b, only: node.role===worker}]",
                        "38",
                        "can't be \"node.role===worker\"",
                        "node.role==worker"),
                bad(
                        "checks: [{name: a, service: b, only: [role==worker]}]",
                        "39",
                        "can't be \"role==worker\"",
                        "node.role==worker"),
                bad(
                        "checks: [{name: a, service: b, only: []}]",
                        "38",
                        "must have at least one entry",
                        "[node.role==worker]"),
                bad("checks: [{name: a, service: b, only: 5}]", "38", "must be a string, 5 is a whole number", "\"5\""),
                bad(
                        "checks: [{name: a, service: b, never: {node.role: worker}}]",
                        "39",
                        "must be a list, not a mapping",
                        "[node.role==worker]"),
                bad(
                        "checks: [{name: a, service: b, evenly: datacenter}]",
                        "40",
                        "can't be \"datacenter\"",
                        "node.labels.datacenter"),
                bad("checks: [{name: a, service: b, image: Echo}]", "39", "can't be \"Echo\"", "lower case: echo"),
                bad(
                        "checks: [{name: a, node: worker01}]",
                        "10",
                        "at least one of the keys state, role, availability, labels",
                        "availability: drain"),
                bad("checks: [{name: a, node: workers, state: ready}]", "26", "can't be \"workers\"", "worker01"),
                bad(
                        "checks: [{name: a, node: leader, status: ready}]",
                        "34",
                        "unknown key `status`",
                        "did you mean `state`?"),
                bad("checks: [{name: a, node: leader, state: Ready}]", "41", "can't be \"Ready\"", "ready, down"),
                bad(
                        "checks: [{name: a, node: leader, role: boss}]",
                        "40",
                        "can't be \"boss\"",
                        "leader, manager, worker"),
                bad(
                        "checks: [{name: a, node: leader, availability: drained}]",
                        "48",
                        "can't be \"drained\"",
                        "active, pause, drain"),
                bad(
                        "checks: [{name: a, node: leader, labels: [b]}]",
                        "42",
                        "must be a mapping, not a list",
                        "{region: east}"),
                bad("checks: [{name: a, network: b}]", "10", "has no `resolves`", "resolves: tasks.echo_api"),
                bad("checks: [{name: a, network: -b, resolves: c}]", "29", "can't be \"-b\"", "letters, digits"),
                bad("checks: [{name: a, network: b, resolves: c d}]", "42", "can't be \"c d\"", "tasks.echo_api"),
                bad(
                        "checks: [{name: a, network: b, resolves: c, addresses: two}]",
                        "56",
                        "must be a whole number",
                        "how many addresses"),
                bad("checks: [{name: a, network: b, resolves: c, image: C}]", "52", "can't be \"C\"", "lower case: c"),
                bad(
                        "checks: [{name: a, no_request_lost: 'http://b'}]",
                        "10",
                        "has no `during`",
                        "during: docker service update"),
                bad(
                        "checks: [{name: a, no_request_lost: 'http://b', while: c}]",
                        "49",
                        "unknown key `while`",
                        "did you mean `during`?"),
                bad("checks: [{name: a, no_request_lost: b, during: c}]", "37", "not an HTTP URL", "http://"),
                bad(
                        "checks: [{name: a, no_request_lost: 'http://b', during: c, rate: fast}]",
                        "66",
                        "must be a whole number",
                        "per second"),
                bad("scenarios: {name: a}", "12", "must be a list, not a mapping", "the leader is lost"),
                bad("scenarios: [a]", "13", "must be a mapping, \"a\" is a string", "{name: the leader is lost"),
                bad("scenarios: [{name: a}]", "13", "has no `actions`", "actions: [{stop: leader}"),
                bad("scenarios: [{actions: [{stop: leader}]}]", "13", "has no `name`", "{name:"),
                bad(
                        "scenarios: [{name: a, steps: [{stop: leader}]}]",
                        "23",
                        "unknown key `steps`",
                        "did you mean `actions`?"),
                bad(
                        "scenarios: [{name: a, acitons: [{stop: leader}]}]",
                        "23",
                        "unknown key `acitons`",
                        "did you mean `actions`?"),
                bad(
                        "scenarios: [{name: a, actions: [{stop: leader}], expect: []}]",
                        "50",
                        "unknown key `expect`",
                        "did you mean `checks`?"),
                bad("scenarios: [{name: a, actions: []}]", "32", "must have at least one entry", "[{stop: leader}"),
                bad(
                        "scenarios: [{name: a, actions: {stop: leader}}]",
                        "32",
                        "must be a list, not a mapping",
                        "[{stop: leader}"),
                bad(
                        "scenarios: [{name: a, actions: [{stop: leader}], checks: [{name: b}]}]",
                        "59",
                        "must have one of the keys http, service",
                        "front door"),
                bad(
                        "scenarios: [{name: a, actions: [stop]}]",
                        "33",
                        "must be a mapping, \"stop\" is a string",
                        "{stop: leader}"),
                bad(
                        "scenarios: [{name: a, actions: [{}]}]",
                        "33",
                        "must have one of the keys stop, kill",
                        "write for example {stop: leader}"),
                bad(
                        "scenarios: [{name: a, actions: [{restart: worker01}]}]",
                        "33",
                        "must have one of the keys stop, kill",
                        "write two actions"),
                bad(
                        "scenarios: [{name: a, actions: [{sotp: leader}]}]",
                        "33",
                        "must have one of the keys stop, kill",
                        "did you mean `stop`?"),
                bad(
                        "scenarios: [{name: a, actions: [{scale: echo_api=3}]}]",
                        "33",
                        "must have one of the keys stop, kill",
                        "docker service scale"),
                bad(
                        "scenarios: [{name: a, actions: [{stop: leader, start: stopped}]}]",
                        "33",
                        "only one of the keys stop, start",
                        "an action for each"),
                bad(
                        "scenarios: [{name: a, actions: [{run: a, check: {name: b, run: c}}]}]",
                        "33",
                        "only one of the keys run, check",
                        "an action for each"),
                bad(
                        "scenarios: [{name: a, actions: [{stop: [worker01, worker02]}]}]",
                        "40",
                        "must be one node, not a list",
                        "worker01"),
                bad("scenarios: [{name: a, actions: [{stop: all}]}]", "40", "can't be \"all\"", "any worker"),
                bad("scenarios: [{name: a, actions: [{kill: worker}]}]", "40", "can't be \"worker\"", "worker01"),
                bad(
                        "scenarios: [{name: a, actions: [{pause: 3}]}]",
                        "41",
                        "must be a string, 3 is a whole number",
                        "\"3\""),
                bad(
                        "scenarios: [{name: a, actions: [{start: leader}]}]",
                        "41",
                        "can't be \"leader\"",
                        "a node that does not run"),
                bad(
                        "scenarios: [{name: a, actions: [{start: all}]}]",
                        "41",
                        "can't be \"all\"",
                        "`stopped` for all of them"),
                bad(
                        "scenarios: [{name: a, actions: [{start: [worker01]}]}]",
                        "41",
                        "must be a string, not a list",
                        "a single string"),
                bad(
                        "scenarios: [{name: a, actions: [{kill: worker01, count: 2}]}]",
                        "50",
                        "unknown key `count`",
                        "allowed here: kill"),
                bad(
                        "scenarios: [{name: a, actions: [{kill_tasks: [a]}]}]",
                        "46",
                        "must be a string, not a list",
                        "a single string"),
                bad(
                        "scenarios: [{name: a, actions: [{kill_tasks: a, count: two}]}]",
                        "56",
                        "must be a whole number",
                        "how many tasks"),
                bad(
                        "scenarios: [{name: a, actions: [{run: a, nodes: worker01}]}]",
                        "42",
                        "unknown key `nodes`",
                        "did you mean `node`?"),
                bad("scenarios: [{name: a, actions: [{run: a, exit: -}]}]", "48", "must be a whole number", "0 to 255"),
                bad(
                        "scenarios: [{name: a, actions: [{check: a}]}]",
                        "41",
                        "must be a mapping, \"a\" is a string",
                        "http, service"),
                bad(
                        "scenarios: [{name: a, actions: [{check: {name: b}}]}]",
                        "41",
                        "must have one of the keys http, service",
                        "front door"));
    }

    /** Checks and scenarios of the right form, with a value that can't be. */
    public static Stream<InvalidLabFile> checksOfTheWrongValue() {
        return Stream.of(
                bad("checks: [{name: \"a\\nb\", run: c}]", "17", "line break", "one line"),
                bad("checks: [{name: a, run: b, within: 31m}]", "36", "at most 30m, not 31m", "1h30m"),
                bad("checks: [{name: a, run: b, within: 1h}]", "36", "at most 30m, not 1h", "1h30m"),
                bad("checks: [{name: a, run: b, within: 1801s}]", "36", "at most 30m, not 1801s", "1h30m"),
                bad("checks: [{name: a, run: b, within: 1801}]", "36", "at most 30m, not 1801", "is seconds"),
                bad("checks: [{name: a, run: b, within: 0m}]", "36", "at least 1s, not 0m", "1h30m"),
                bad("checks: [{name: a, run: b, within: 0}]", "36", "at least 1s, not 0", "is seconds"),
                bad("checks: [{name: a, run: b, exit: 256}]", "34", "at most 255, not 256", "0 to 255"),
                bad("checks: [{name: a, run: b, lines: -1}]", "35", "at least 0", "how many"),
                bad(
                        "checks: [{name: a, run: b, node: worker03}]",
                        "34",
                        "no node named \"worker03\"",
                        "its nodes are manager, worker01 and worker02"),
                bad(
                        "checks: [{name: a, run: b, node: worker002}]",
                        "34",
                        "no node named \"worker002\"",
                        "worker01 and worker02"),
                bad(
                        "checks: [{name: a, run: b, node: manager01}]",
                        "34",
                        "no node named \"manager01\"",
                        "its nodes are manager"),
                bad("checks: [{name: a, run: 'echo ${REGISTRY}'}]", "25", "`REGISTRY` is not set", "$$REGISTRY"),
                bad(
                        "checks: [{name: a, http: 'http://b', distinct: 3}]",
                        "10",
                        "expects 3 different answers but sends only one request",
                        "requests: 30"),
                bad(
                        "checks: [{name: a, http: 'http://b', requests: 2, distinct: 300}]",
                        "10",
                        "but sends only 2 requests",
                        "requests: 1000"),
                bad(
                        "checks: [{name: a, http: 'http://b', from: leader, status: 200}]",
                        "10",
                        "both `from` and `status`",
                        "remove one"),
                bad("checks: [{name: a, http: 'http://echo_api/'}]", "26", "not an HTTP URL", "published port"),
                bad("checks: [{name: a, http: 'http://b', status: 99}]", "46", "at least 100, not 99", "200"),
                bad("checks: [{name: a, http: 'http://b', status: 600}]", "46", "at most 599, not 600", "200"),
                bad(
                        "checks: [{name: a, http: 'http://b', requests: 0}]",
                        "48",
                        "at least 1, not 0",
                        "how many requests"),
                bad(
                        "checks: [{name: a, http: 'http://b', requests: 1001}]",
                        "48",
                        "at most 1000, not 1001",
                        "how many requests"),
                bad(
                        "checks: [{name: a, http: 'http://b', distinct: 0}]",
                        "48",
                        "at least 1, not 0",
                        "different answers"),
                bad(
                        "checks: [{name: a, http: 'http://b', from: worker09}]",
                        "44",
                        "no node named \"worker09\"",
                        "worker01"),
                bad("checks: [{name: a, service: b, running: -1}]", "41", "at least 0, not -1", "how many"),
                bad("checks: [{name: a, service: b, nodes: 0}]", "39", "at least 1, not 0", "how many"),
                bad("checks: [{name: a, service: b, most_per_node: 0}]", "47", "at least 1, not 0", "how many"),
                bad(
                        "checks: [{name: a, service: b, only: node.role==leader}]",
                        "38",
                        "a node's role is manager or worker",
                        "node.role==manager"),
                bad(
                        "checks: [{name: a, service: " + "b".repeat(64) + ", running: 1}]",
                        "29",
                        "has 64 characters, more than 63",
                        "shorten"),
                bad(
                        "checks: [{name: a, node: manager03, state: down}]",
                        "26",
                        "no node named \"manager03\"",
                        "its nodes are manager"),
                bad(
                        "checks: [{name: a, node: leader, labels: {com.docker.a: b}}]",
                        "43",
                        "reserved prefix",
                        "com.docker."),
                bad("checks: [{name: a, network: b, resolves: c}]", "10", "the lab has none", "images: [alpine:3]"),
                bad(
                        "checks: [{name: a, network: b, resolves: c, image: d, addresses: 0}]",
                        "66",
                        "at least 1, not 0",
                        "how many addresses"),
                bad(
                        "checks: [{name: a, no_request_lost: 'http://b', during: c, rate: 0}]",
                        "66",
                        "at least 1, not 0",
                        "per second"),
                bad(
                        "checks: [{name: a, no_request_lost: 'http://b', during: c, rate: 201}]",
                        "66",
                        "at most 200, not 201",
                        "per second"),
                bad(
                        "checks: [{name: a, run: b}, {name: a, run: c}]",
                        "29",
                        "the check name \"a\" is already used",
                        "a different name"),
                bad(
                        "scenarios: [{name: \"\\u001B[31m\", actions: [{stop: leader}]}]",
                        "20",
                        "control character",
                        "one line"),
                bad(
                        "scenarios: [{name: a, actions: [{stop: leader}]}, {name: a, actions: [{start: stopped}]}]",
                        "51",
                        "the scenario name \"a\" is already used",
                        "a different name"),
                bad(
                        "scenarios: [{name: a, actions: [{stop: worker09}]}]",
                        "40",
                        "no node named \"worker09\"",
                        "worker01"),
                bad(
                        "scenarios: [{name: a, actions: [{start: manager02}]}]",
                        "41",
                        "no node named \"manager02\"",
                        "its nodes are manager"),
                bad(
                        "scenarios: [{name: a, actions: [{kill_tasks: b, count: 0}]}]",
                        "56",
                        "at least 1, not 0",
                        "how many tasks"),
                bad(
                        "scenarios: [{name: a, actions: [{kill_tasks: b, count: 1001}]}]",
                        "56",
                        "at most 1000",
                        "how many tasks"),
                bad("scenarios: [{name: a, actions: [{run: b, exit: -1}]}]", "48", "at least 0, not -1", "0 to 255"),
                bad(
                        "scenarios: [{name: a, actions: [{check: {name: b, run: c, node: worker09}}]}]",
                        "65",
                        "no node named \"worker09\"",
                        "worker01"),
                bad(
                        "stacks: {echo: networked.yml}",
                        "16",
                        "needs the external network \"localnet\"",
                        "networks: [localnet]"));
    }

    /** Names, which stand on the first line. */
    public static Stream<InvalidLabFile> names() {
        return Stream.of(
                name("name: Lab", "1:7", "can't be \"Lab\"", "lower-case"),
                name("name: my lab", "1:7", "can't be \"my lab\"", "hyphens"),
                name("name: -lab", "1:7", "can't be \"-lab\"", "either end"),
                name("name: lab-", "1:7", "can't be \"lab-\"", "either end"),
                name("name: my_lab", "1:7", "can't be \"my_lab\"", "hyphens"),
                name("name: ''", "1:7", "can't be \"\"", "lower-case"),
                name("name: caf\u00E9", "1:7", "can't be \"caf\u00E9\"", "lower-case"),
                name("name: " + "a".repeat(41), "1:7", "has 41 characters, more than 40", "shorten"),
                name("name: 1.5", "1:7", "must be a string, 1.5 is a number", "\"1.5\""),
                name("name: 7", "1:7", "must be a string, 7 is a whole number", "\"7\""),
                name("name: true", "1:7", "must be a string, true is a boolean", "\"true\""),
                name("name: null", "1:7", "has no value", "write a value"),
                name("name: [x]", "1:7", "must be a string, not a list", "a single string"),
                name("workers: 1", "1:1", "has no `name`", "name: my-lab"),
                name("{}", "1:1", "has no `name`", "name: my-lab"));
    }

    /** On the second line at that column, or at that LINE:COLUMN. */
    private static InvalidLabFile bad(String yaml, String position, String message, String advice) {
        String full = position.contains(":") ? position : "2:" + position;
        return new InvalidLabFile(yaml, "name: lab\n" + yaml + "\n", full, message, advice);
    }

    private static InvalidLabFile name(String yaml, String position, String message, String advice) {
        return new InvalidLabFile(yaml, yaml + "\n", position, message, advice);
    }
}
