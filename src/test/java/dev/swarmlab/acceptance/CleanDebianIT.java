package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import dev.swarmlab.support.CleanDebian;
import dev.swarmlab.support.ReleaseBuild;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release on a new Debian without Java, Maven and Docker: a privileged container with the smallest set of packages. */
class CleanDebianIT {

    private static final String WITHOUT_JAVA_AND_DOCKER =
            "! command -v java || exit 1; ! command -v docker || exit 1\n";

    private static final String LAB = """
            cp -R /checkout/labs /checkout/images /checkout/stack /root
            swarmlab up /root/labs/quickstart.yml
            swarmlab exec manager -- docker node ls --format 'node {{.Hostname}} {{.Status}}'
            swarmlab down quickstart
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable CleanDebian debian;

    @BeforeAll
    static void build_the_image() throws IOException {
        debian = CleanDebian.with(folder, "");
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(debian).close();
    }

    @Test
    void the_self_contained_folder_creates_a_lab_in_a_private_engine() {
        String output = run(WITHOUT_JAVA_AND_DOCKER + """
                tar -xzf /release/swarmlab-*.tar.gz -C /opt
                ln -s /opt/swarmlab-*/bin/swarmlab /usr/bin/swarmlab
                """ + LAB);

        assertThatTheLabRan(output);
    }

    @Test
    void one_command_installs_the_package_with_all_that_a_lab_a_manual_page_and_the_completion_need() {
        String output = run(WITHOUT_JAVA_AND_DOCKER + """
                export DEBIAN_FRONTEND=noninteractive
                apt-get -qq update
                apt-get -qq install -y /release/swarmlab_*_all.deb >/root/log 2>&1 || { cat /root/log; exit 1; }
                command -v mmdebstrap
                """ + LAB + """
                apt-get -qq install -y man-db bash-completion >/root/log 2>&1 || { cat /root/log; exit 1; }
                man swarmlab-up | cat
                bash -c '. /usr/share/bash-completion/bash_completion; _comp_load swarmlab; complete -p swarmlab'
                """);

        assertThatTheLabRan(output);
        assertThat(output)
                .contains("/usr/bin/mmdebstrap\n")
                .doesNotContain("Fetching mmdebstrap")
                .contains("swarmlab-up - Create a lab", "complete -F _swarmlab swarmlab");
    }

    private static void assertThatTheLabRan(String output) {
        assertThat(output)
                .contains("Starting a private Docker engine")
                .contains("node manager Ready", "node worker01 Ready", "node worker02 Ready", "node worker03 Ready");
    }

    private static String run(String script) {
        Bind release = new Bind(ReleaseBuild.shared().toString(), new Volume("/release"), AccessMode.ro);
        Bind checkout = new Bind(SwarmLabProcess.home().toString(), new Volume("/checkout"), AccessMode.ro);
        return Objects.requireNonNull(debian).run(script, release, checkout).succeeded();
    }
}
