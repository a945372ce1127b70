package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Copies the frames of a container's output to two streams as they arrive. */
final class FrameStreams extends ResultCallback.Adapter<Frame> {

    private final OutputStream out;
    private final OutputStream err;

    FrameStreams(OutputStream out, OutputStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void onNext(Frame frame) {
        try {
            OutputStream stream = frame.getStreamType() == StreamType.STDERR ? err : out;
            stream.write(frame.getPayload());
            stream.flush();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
