package dev.swarmlab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a lab. Test methods, lifecycle methods and constructors can have parameters of the types {@link Lab},
 * {@link Node} and {@link com.github.dockerjava.api.DockerClient}, see {@link OnNode}.
 *
 * <pre>{@code
 * @SwarmLab("labs/stack.yml")
 * class GatewayIT {
 *
 *     @Test
 *     void survives_the_loss_of_a_worker(Lab lab) {
 *         lab.node("worker01").kill();
 *
 *         lab.await(service("echo_api").running(3).within(ofSeconds(60)));
 *         assertThat(lab.http(8000).get("/").body()).contains("Hello");
 *     }
 * }
 * }</pre>
 *
 * <p>When a test fails, the diagnostics of the lab are attached to its report as a file, whose place is in the stack trace.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SwarmLabExtension.class)
public @interface SwarmLab {

    /** How long a lab exists. */
    enum Scope {
        /** One lab for each test class. {@code @Nested} classes use the lab of the class around them. */
        CLASS,
        /** One lab for each test method. */
        METHOD,
        /**
         * One lab for all classes of the test run whose annotations are equal. One class uses it at a time, also when
         * classes run in parallel. Before the next class, {@code reset} brings it back to its first state.
         */
        RUN
    }

    /**
     * The lab file. A relative path begins in the working folder, which is the project's folder for Maven and Gradle.
     * Empty for a lab of {@link #managers()} and {@link #workers()} alone.
     */
    String value() default "";

    /** The number of managers of a lab without a lab file. */
    int managers() default 1;

    /** The number of workers of a lab without a lab file. */
    int workers() default 0;

    /** Values that override those of the lab file, as {@code KEY=VALUE}, like {@code swarmlab up --set}. */
    String[] settings() default {};

    /** How long the lab exists. */
    Scope scope() default Scope.CLASS;

    /** The most seconds for the creation of the lab, and for a reset. The first lab of a host may build an image. */
    int timeoutSeconds() default 300;

    /** After this time, {@code swarmlab prune} and later test runs may remove a lab whose JVM was killed on another host. */
    int timeToLiveMinutes() default 120;
}
