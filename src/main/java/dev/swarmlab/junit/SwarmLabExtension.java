package dev.swarmlab.junit;

import com.github.dockerjava.api.DockerClient;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Creates labs for test classes, see {@link SwarmLab}. */
public final class SwarmLabExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(SwarmLabExtension.class);

    /** Creates an extension without a lab. JUnit calls it. */
    public SwarmLabExtension() {}

    /** Creates the lab of a class, or takes the one that the whole run shares. */
    @Override
    public void beforeAll(ExtensionContext context) {
        // A nested class without an annotation of its own uses the lab of the class around it.
        AnnotationSupport.findAnnotation(context.getTestClass(), SwarmLab.class).ifPresent(annotation -> {
            switch (annotation.scope()) {
                case CLASS -> store(context).put(OwnedLab.class, create(annotation));
                case RUN -> {
                    SharedLab shared = store(context.getRoot())
                            .getOrComputeIfAbsent(
                                    annotation, absent -> new SharedLab(create(annotation)), SharedLab.class);
                    store(context).put(OwnedLab.class, shared.lease());
                }
                case METHOD -> store(context).put(OwnedLab.class, annotation);
            }
        });
    }

    /** Creates the lab of a method. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (store(context).get(OwnedLab.class) instanceof SwarmLab annotation) {
            store(context).put(OwnedLab.class, create(annotation));
        }
    }

    private static OwnedLab create(SwarmLab annotation) {
        return OwnedLab.create(LabDefinition.of(annotation), System.getenv());
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** The lab of a test or class; empty outside of the methods of a class with a lab for each method. */
    private static Optional<OwnedLab> lab(ExtensionContext context) {
        Object found = store(context).get(OwnedLab.class);
        if (found instanceof SharedLab.Lease lease) {
            return Optional.of(lease.lab());
        }
        return found instanceof OwnedLab lab ? Optional.of(lab) : Optional.empty();
    }

    /** Whether the type is one of those that {@link SwarmLab} lists. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Lab.class || type == Node.class || type == DockerClient.class;
    }

    /** The lab, or the node that {@link OnNode} selects, or its client. */
    @Override
    public Object resolveParameter(ParameterContext context, ExtensionContext extensionContext) {
        Lab lab = lab(extensionContext)
                .map(OwnedLab::lab)
                .orElseThrow(() -> new ParameterResolutionException(
                        "a lab of scope METHOD exists in test methods, @BeforeEach and @AfterEach only"));
        Parameter parameter = context.getParameter();
        if (parameter.getType() == Lab.class) {
            return lab;
        }
        Node node = context.findAnnotation(OnNode.class)
                .map(selected -> lab.node(selected.value()))
                .orElseGet(() -> lab.nodes().get(0));
        return parameter.getType() == Node.class ? node : node.dockerClient();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withEvidence(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withEvidence(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withEvidence(context, failure);
    }

    /** Attaches the diagnostics of the lab to the report of the test, and their place to the exception. */
    private static Throwable withEvidence(ExtensionContext context, Throwable failure) {
        Optional<OwnedLab> lab = lab(context);
        if (lab.isEmpty() || failure instanceof TestAbortedException) {
            return failure;
        }
        boolean interrupted = Thread.interrupted(); // as by a timeout of JUnit
        try {
            Path archive = publish(context, lab.get());
            failure.addSuppressed(
                    new Evidence("the diagnostics of the lab " + lab.get().lab().name() + " are in " + archive));
        } catch (RuntimeException exception) {
            failure.addSuppressed(exception);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return failure;
    }

    /** Writes the diagnostics beside the other files of the test report, or where there is none, of the build. */
    private static Path publish(ExtensionContext context, OwnedLab lab) {
        String name = lab.lab().name() + ".tar.gz";
        AtomicReference<Path> place =
                new AtomicReference<>(OwnedLab.diagnosticsFolder().resolve(name));
        try {
            context.publishFile(name, MediaType.APPLICATION_OCTET_STREAM, archive -> {
                lab.writeEvidence(archive);
                place.set(archive);
            });
            return Objects.requireNonNull(place.get());
        } catch (JUnitException noReport) {
            Path archive = OwnedLab.diagnosticsFolder().resolve(name);
            lab.writeEvidence(archive);
            return archive;
        }
    }

    /** Shows in a stack trace where the diagnostics are. */
    private static final class Evidence extends Exception {

        Evidence(String message) {
            super(message, null, false, false);
        }
    }
}
