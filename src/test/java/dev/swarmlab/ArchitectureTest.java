package dev.swarmlab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.swarmlab.parallel.Threads;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

/** The dependency rules: a package uses only packages below it, and only one package uses a given library. */
@AnalyzeClasses(packages = "dev.swarmlab", importOptions = DoNotIncludeTests.class)
public class ArchitectureTest {

    /** The packages below {@code dev.swarmlab}, from top to bottom. A package may use those below it and none above it. */
    public static final List<String> LAYERS = List.of(
            "cli",
            "junit",
            "console",
            "aot",
            "doctor",
            "dashboard",
            "graph",
            "drill",
            "check",
            "prune",
            "cards",
            "access",
            "copy",
            "provision",
            "provision.reset",
            "provision.snapshot",
            "provision.steps",
            "provision.stack",
            "diagnostics",
            "lab",
            "view",
            "report",
            "image",
            "swarm",
            "plan",
            "labfile.reader",
            "stackfile",
            "yaml",
            "labfile",
            "engine.choice",
            "engine.local",
            "engine.dockerjava",
            "recipe",
            "engine",
            "process",
            "certificate",
            "progress",
            "parallel",
            "readiness",
            "failure");

    @ArchTest
    static void dependencies_run_downwards(JavaClasses classes) {
        for (int layer = 1; layer < LAYERS.size(); layer++) {
            String[] above = LAYERS.subList(0, layer).stream()
                    .map(ArchitectureTest::packageOf)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packageOf(LAYERS.get(layer)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule no_two_packages_use_each_other =
            slices().matching("dev.swarmlab.(**)").should().beFreeOfCycles();

    @ArchTest
    static void every_package_is_on_the_map(JavaClasses classes) {
        classes()
                .that()
                .doNotHaveFullyQualifiedName(SwarmLab.class.getName())
                .should()
                .resideInAnyPackage(
                        LAYERS.stream().map(ArchitectureTest::packageOf).toArray(String[]::new))
                .check(classes);
    }

    @ArchTest
    static final ArchRule only_what_reads_and_writes_yaml_knows_snakeyaml = noClasses()
            .that()
            .resideOutsideOfPackages(packageOf("yaml"), packageOf("report"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule the_yaml_layer_knows_nothing_of_labs = classes()
            .that()
            .resideInAPackage(packageOf("yaml"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    packageOf("yaml"),
                    packageOf("failure"),
                    "java..",
                    "org.yaml.snakeyaml..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = only("dev.swarmlab.cli..", "picocli..");

    /** The extension gives tests docker-java's client of a node. */
    @ArchTest
    static final ArchRule only_its_adapter_knows_docker_java = noClasses()
            .that()
            .resideOutsideOfPackages("dev.swarmlab.engine.dockerjava..", "dev.swarmlab.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..");

    @ArchTest
    static final ArchRule only_the_extension_knows_libraries_for_tests = noClasses()
            .that()
            .resideOutsideOfPackage("dev.swarmlab.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.assertj..", "org.testcontainers..");

    @ArchTest
    static final ArchRule nothing_internal_leaks_out_of_the_library = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.swarmlab.junit")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and(arePublicOrProtected())
            .should(new ArchCondition<>("have only public types in their signatures") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    Stream.concat(method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                            .filter(type -> type.getPackageName().startsWith("dev.swarmlab"))
                            .filter(type -> !type.getPackageName().equals("dev.swarmlab.junit")
                                    || !type.getModifiers().contains(JavaModifier.PUBLIC))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " has " + type.getName())));
                }
            });

    private static DescribedPredicate<JavaMethod> arePublicOrProtected() {
        return describe(
                "are public or protected",
                method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        || method.getModifiers().contains(JavaModifier.PROTECTED));
    }

    /** See docs/decisions/0004-raw-json-to-the-nodes.md. */
    @ArchTest
    static final ArchRule no_command_of_docker_java_reads_or_removes = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("com\\.github\\.dockerjava\\.api\\.command\\."
                    + "(Events|Info|Inspect|List|Ping|Remove|Search|Version)\\w*Cmd");

    @ArchTest
    static final ArchRule only_what_draws_knows_jsvg = only("dev.swarmlab.graph..", "com.github.weisj..");

    @ArchTest
    static final ArchRule only_the_cards_know_qrcodegen = only("dev.swarmlab.cards..", "io.nayuki..");

    @ArchTest
    static final ArchRule only_main_ends_the_process = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SwarmLab.class.getName())
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule one_class_creates_threads = noClasses()
            .that()
            .doNotBelongToAnyOf(Threads.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Executors.class,
                    ForkJoinPool.class,
                    ScheduledThreadPoolExecutor.class,
                    ThreadFactory.class,
                    ThreadPoolExecutor.class,
                    Timer.class)
            .orShould()
            .accessTargetWhere(describe(
                    "creates a thread",
                    access -> access.getTarget().getName().equals("<init>")
                            && access.getTargetOwner().isAssignableTo(Thread.class)))
            .orShould()
            .callMethodWhere(describe(
                    "uses the common pool",
                    call -> call.getTarget().getName().equals("parallelStream") || isAsyncWithoutExecutor(call)));

    private static boolean isAsyncWithoutExecutor(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(CompletableFuture.class)
                && call.getTarget().getName().endsWith("Async")
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(Executor.class));
    }

    private static String packageOf(String layer) {
        // A package whose subpackages are layers of their own does not include them.
        boolean hasLayersBelow = LAYERS.stream().anyMatch(other -> other.startsWith(layer + "."));
        return "dev.swarmlab." + layer + (hasLayersBelow ? "" : "..");
    }

    private static ArchRule only(String insider, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(insider)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
