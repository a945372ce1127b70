package dev.swarmlab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects the node for a parameter of type {@link Node} or {@link com.github.dockerjava.api.DockerClient}. Without this
 * annotation, it is the first manager.
 *
 * <pre>{@code
 * @Test
 * void workers_have_the_image(@OnNode("worker01") DockerClient docker) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface OnNode {

    /** The name of the node, as in {@code worker01}. */
    String value();
}
