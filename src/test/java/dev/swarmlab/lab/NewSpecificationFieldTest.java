package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerSpecification;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the source of {@link ContainerSpecification} with one more field, and the source of its digest. */
class NewSpecificationFieldTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/swarmlab");
    private static final Path RECORD = SOURCES.resolve("engine/ContainerSpecification.java");
    private static final Path DIGEST = SOURCES.resolve("lab/SpecificationDigest.java");

    @TempDir
    private Path output = Path.of("");

    @Test
    void a_field_that_is_missing_in_the_digest_does_not_compile() throws IOException {
        List<Diagnostic<? extends JavaFileObject>> errors =
                errors(source(RECORD, recordWithOneMoreField()), source(DIGEST, Files.readString(DIGEST)));

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.getSource().getName()).endsWith("SpecificationDigest.java");
            assertThat(error.getMessage(Locale.ROOT)).contains("actual and formal argument lists differ in length");
        });
    }

    @Test
    void a_field_that_is_also_in_the_digest_compiles() throws IOException {
        String digest = replaced(
                Files.readString(DIGEST),
                "limit(specification.processors()));",
                "limit(specification.processors()), text(specification.stopSignal()));");

        assertThat(errors(source(RECORD, recordWithOneMoreField()), source(DIGEST, digest)))
                .isEmpty();
    }

    private static String recordWithOneMoreField() throws IOException {
        String withComponent = replaced(
                Files.readString(RECORD),
                "@Nullable Double processors) {",
                "@Nullable Double processors, String stopSignal) {");
        return replaced(withComponent, " processors);", " processors, \"SIGTERM\");");
    }

    private static String replaced(String text, String part, String replacement) {
        assertThat(text).containsOnlyOnce(part);
        return text.replace(part, replacement);
    }

    private static JavaFileObject source(Path file, String content) {
        return new SimpleJavaFileObject(URI.create("string:///" + file.getFileName()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return content;
            }
        };
    }

    private List<Diagnostic<? extends JavaFileObject>> errors(JavaFileObject... sources) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        String classpath = locationOf(ContainerSpecification.class) + File.pathSeparator + locationOf(Nullable.class);
        List<String> options = List.of("-proc:none", "-d", output.toString(), "-classpath", classpath);
        compiler.getTask(null, null, diagnostics, options, null, List.of(sources))
                .call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .<Diagnostic<? extends JavaFileObject>>map(error -> error)
                .toList();
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
