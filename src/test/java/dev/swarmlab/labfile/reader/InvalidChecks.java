package dev.swarmlab.labfile.reader;

import java.util.stream.Stream;

/** Lab files with one wrong key or value in a check or a scenario. */
final class InvalidChecks {

    private InvalidChecks() {}

    /** Unknown keys and values of the wrong form, which the JSON Schema refuses too. */
    static Stream<InvalidLabFile> ofTheWrongForm() {
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

    /** Values of the right form that are not allowed. */
    static Stream<InvalidLabFile> ofTheWrongValue() {
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
                        "worker01"));
    }

    private static InvalidLabFile bad(String yaml, String position, String message, String advice) {
        return InvalidLabFile.afterName(yaml, position, message, advice);
    }
}
