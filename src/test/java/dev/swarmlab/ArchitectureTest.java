package dev.swarmlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the architecture: each library stays behind the one package that knows it. */
@AnalyzeClasses(packages = "dev.swarmlab", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_the_descriptor_knows_snakeyaml =
            only("dev.swarmlab.descriptor..", "org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = only("dev.swarmlab.cli..", "picocli..");

    @ArchTest
    static final ArchRule only_its_adapter_knows_docker_java =
            only("dev.swarmlab.engine.dockerjava..", "com.github.dockerjava..");

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
    static final ArchRule the_descriptor_stands_on_nothing_but_failures = noClasses()
            .that()
            .resideInAPackage("dev.swarmlab.descriptor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.swarmlab",
                    "dev.swarmlab.cli..",
                    "dev.swarmlab.plan..",
                    "dev.swarmlab.provision..",
                    "dev.swarmlab.swarm..",
                    "dev.swarmlab.image..",
                    "dev.swarmlab.engine..",
                    "dev.swarmlab.readiness..");

    private static ArchRule only(String insider, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(insider)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
