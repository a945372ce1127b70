package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.JsonSchemas;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.YamlNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A number of processors, which can have a fraction: 1.5 is one and a half. */
record CpusSchema() implements Schema<BigDecimal> {

    /** The smallest number that Docker accepts. */
    private static final BigDecimal MIN = new BigDecimal("0.01");

    private static final BigDecimal MAX = new BigDecimal(512);

    @Override
    public @Nullable BigDecimal read(ConfigValue value) {
        String advice = "write a number, as in 0.5 or 2";
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)
                || !(scalar.canBe(ScalarKind.INTEGER) || scalar.canBe(ScalarKind.DECIMAL))) {
            return value.wrongKind("a number", advice);
        }
        BigDecimal number = number(scalar.text());
        return number == null || number.compareTo(MIN) < 0 || number.compareTo(MAX) > 0
                ? value.problem("must be from " + MIN + " to " + MAX + ", not " + Messages.quote(scalar.text()), advice)
                : number.stripTrailingZeros();
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException exponentTooLarge) {
            return null;
        }
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.orVariable(
                JsonSchemas.ofType("number").put("minimum", MIN).put("maximum", MAX));
    }
}
