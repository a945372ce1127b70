package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Something with a short form, one value, and a long form, a mapping or a list. */
record ShortOrLong<T>(Shape<T> shortForm, Shape<T> longForm) implements Shape<T> {

    @Override
    public @Nullable T read(Written written) {
        return written.as(written.yaml() instanceof Yaml.Scalar ? shortForm : longForm);
    }

    @Override
    public ObjectNode schema() {
        return Schemas.oneOf(shortForm.schema(), longForm.schema());
    }
}
