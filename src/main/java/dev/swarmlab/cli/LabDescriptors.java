package dev.swarmlab.cli;

import dev.swarmlab.descriptor.DescriptorReader;
import dev.swarmlab.descriptor.DescriptorSource;
import dev.swarmlab.descriptor.LabDescriptor;
import dev.swarmlab.descriptor.Reading;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.provision.ObservedLab;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the descriptor of a lab that exists: the file that the user names, else the file that the lab was made from, as
 * it is now, else the text that is kept with the lab, for those who see the lab from another machine.
 */
final class LabDescriptors {

    private final Console console;

    LabDescriptors(Console console) {
        this.console = console;
    }

    LabDescriptor of(ObservedLab lab, @Nullable String file) {
        DescriptorReader reader = new DescriptorReader(console.environment(), Path.of(""));
        String made = label(lab, Labels.FILE);
        boolean isThere = Path.of(made).isAbsolute() && Files.isRegularFile(Path.of(made));
        DescriptorSource source;
        if (file != null) {
            source = DescriptorSource.of(file, console.in());
        } else if (isThere) {
            source = new DescriptorSource.File(made);
        } else {
            source = new DescriptorSource.Kept(made, kept(lab));
        }
        Reading.Valid reading = reader.readOrFail(source);
        if (!reading.descriptor().name().equals(lab.name())) {
            throw Failure.of(FailureKind.WRONG_INPUT, source.name() + " describes another lab than " + lab.name())
                    .because("its name is " + reading.descriptor().name())
                    .advise("Name the lab's own file with --file FILE.");
        }
        return reading.descriptor();
    }

    /** A lab that lost its network, as one that is being removed, has lost its descriptor with it. */
    private static String kept(ObservedLab lab) {
        String text = label(lab, Labels.DESCRIPTOR);
        if (text.isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "the lab " + lab.name() + " has no descriptor any more")
                    .advise("Name its file with --file FILE.");
        }
        return text;
    }

    private static String label(ObservedLab lab, String label) {
        return lab.network()
                .map(network -> network.labels().getOrDefault(label, ""))
                .orElse("");
    }
}
