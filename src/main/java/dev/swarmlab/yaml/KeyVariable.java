package dev.swarmlab.yaml;

/**
 * A variable with the value of a top-level key of the file. It overrides a variable of the user with the same name, and
 * can't be used in the value of the key itself.
 *
 * @param name the name of the variable
 * @param key a key that the file must have
 */
public record KeyVariable(String name, String key) {

    /** The error for a use of the variable in the value of its key. */
    Interpolation.Unresolved usedInItsKey() {
        return new Interpolation.Unresolved(
                "`${" + name + "}` is the value of `" + key + "`, so `" + key + "` can't contain it",
                "write the value of `" + key + "` without ${" + name + "}");
    }

    /** The error for a use of the variable in a file without the key. */
    Interpolation.Unresolved withoutKey() {
        return new Interpolation.Unresolved(
                "`${" + name + "}` is the value of `" + key + "`, which the file does not have", "add `" + key + "`");
    }
}
