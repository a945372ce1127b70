package dev.swarmlab.cli;

import dev.swarmlab.cards.Card;
import dev.swarmlab.cards.CardFormat;
import dev.swarmlab.cards.Cards;
import dev.swarmlab.cards.PublishedPorts;
import dev.swarmlab.cards.ServerAddress;
import dev.swarmlab.cards.UrlTemplate;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a card for each lab: how its student uses it. */
@Command(
        name = "cards",
        description = "Print a card for each student: endpoints, commands, a QR code.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab cards quickstart",
            "  swarmlab cards quickstart --out cards.html",
            "  swarmlab cards --class quickstart -o csv > cards.csv",
            "  swarmlab cards quickstart --url 'https://lab.example.org/{student}' --qr",
            "",
            "The page of a lab is its first published port for HTTP, or the URL of --url. A",
            "port of the lab file is published on the loopback address, unless it names",
            "another one, as in 0.0.0.0:8000:80. Cards contain no keys and no tokens."
        })
final class CardsCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private LabsArgument labs = new LabsArgument();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|html|json|csv",
            description = "Output format: text, html, json or csv. Default: by the extension of --out, else text")
    private @Nullable CardFormat format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File to write, as in cards.html. Default: standard output")
    private @Nullable Path out;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Name or address by which students reach the server. Default: that of up --bind")
    private @Nullable String address;

    @Option(
            names = "--url",
            paramLabel = "TEMPLATE",
            description = "URL of each lab's page, for a proxy. Its placeholders are {student}, {lab} and {index}.")
    private @Nullable String url;

    @Option(names = "--qr", fallbackValue = "true", description = "Print QR codes in text too.")
    private boolean qr;

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    CardsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CardFormat wanted = format();
        ServerAddress server = address == null ? null : ServerAddress.parse(address);
        UrlTemplate template = url == null ? null : UrlTemplate.parse(url);
        try (Engine engine = engineOptions.openRunning(console)) {
            Cards cards = new Cards(engine.address(), server, template);
            List<Card> made = labs.findAll(engine, engineOptions.parallel(), "swarmlab cards").labs().stream()
                    .map(lab -> cards.of(lab, ports(lab)))
                    .toList();
            write(wanted.format(made, qr));
            hint(made.stream().filter(Card::hostOnly).map(Card::lab).toList());
        }
        return ExitCode.DONE.number();
    }

    private CardFormat format() {
        if (format != null) {
            return format;
        }
        return out == null
                ? CardFormat.TEXT
                : CardFormat.of(out).orElseThrow(() -> Failure.of(
                                FailureKind.WRONG_INPUT,
                                "the extension of " + out + " is not that of a format of cards")
                        .advise("Name a file that ends with .html, .csv, .json or .txt, or add -o html."));
    }

    /** Of a lab that does not run, the ports of its lab file, which may not be readable here. */
    private PublishedPorts ports(LabResources lab) {
        if (PublishedPorts.areKnown(lab)) {
            return PublishedPorts.ofContainers(lab);
        }
        try {
            return PublishedPorts.of(new LabFiles(console).of(lab, null));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            console.say("swarmlab: warning: the lab " + lab.name() + " does not run, and its ports are not known: "
                    + failure.getMessage());
            return PublishedPorts.ofContainers(lab);
        }
    }

    private void write(String text) {
        if (out == null) {
            console.out().print(text);
            console.out().flush();
            return;
        }
        try {
            Files.write(out, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't write " + out)
                    .because(exception.toString())
                    .causedBy(exception);
        }
    }

    private void hint(List<String> hostOnly) {
        if (!hostOnly.isEmpty()) {
            console.hint("Only the server itself can open the pages of: "
                    + hostOnly.stream().limit(3).collect(Collectors.joining(", "))
                    + (hostOnly.size() > 3 ? " and " + (hostOnly.size() - 3) + " more" : ""));
            console.hint("Publish the ports on all addresses, as in --set 'ports=[\"0.0.0.0:8000:80\"]' of up, and");
            console.hint("name the server with --address, or the URLs of a proxy with --url.");
        }
    }
}
