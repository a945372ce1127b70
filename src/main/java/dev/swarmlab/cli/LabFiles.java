package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.process.Caller;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lab file of an existing lab: the file that the user names, else the file of the last {@code up}
 * that succeeded, as it is now, else the text that is stored with the lab, which other machines need. The overrides of
 * that {@code up} apply to each of them.
 */
final class LabFiles {

    private final Console console;

    LabFiles(Console console) {
        this.console = console;
    }

    LabFile of(LabResources lab, @Nullable String file) {
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        String recorded = lab.origin().map(Origin::file).orElse("");
        boolean exists = lab.origin()
                .filter(origin -> origin.isOnHostOf(Caller.ofThisProcess().name()))
                .filter(origin -> Path.of(recorded).isAbsolute() && Files.isRegularFile(Path.of(recorded)))
                .isPresent();
        LabFileSource source;
        if (file != null) {
            source = LabFileSource.of(file, console.in());
        } else if (exists) {
            source = new LabFileSource.File(recorded);
        } else {
            source = new LabFileSource.Kept(recorded, kept(lab));
        }
        ReadResult.Valid reading = read(reader, source, lab);
        if (!reading.labFile().name().equals(lab.name())) {
            throw Failure.of(FailureKind.WRONG_INPUT, source.name() + " describes another lab than " + lab.name())
                    .because("its name is " + reading.labFile().name())
                    .advise("Name the lab's own file with --file FILE.");
        }
        return reading.labFile();
    }

    private static ReadResult.Valid read(LabFileReader reader, LabFileSource source, LabResources lab) {
        Overrides overrides = lab.origin().map(Origin::overrides).orElse(Overrides.NONE);
        try {
            return reader.readOrFail(source, overrides);
        } catch (Failure failure) {
            throw overrides.equals(Overrides.NONE)
                    ? failure
                    : failure.advise("The options are those of the last `swarmlab up`. To change them, run it again.");
        }
    }

    /** A lab that is being removed may have lost its file already. */
    private static String kept(LabResources lab) {
        return lab.origin().map(Origin::text).orElseThrow(() -> Failure.of(
                        FailureKind.FAILED, "the engine has no lab file of the lab " + lab.name())
                .advise("Name the file with --file FILE."));
    }
}
