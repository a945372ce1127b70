package dev.swarmlab.cards;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user of a lab needs to know of it. It contains no secret. The names of its components are the keys in JSON.
 *
 * @param className the class of the lab; null for a lab that belongs to none, as student, index and email
 * @param email the email address of the student; null if it is not known
 * @param page the URL of the lab's page; null if it publishes no port for HTTP
 * @param hostOnly whether only the engine's host can open the page
 * @param registry where the engine's host reaches the registry; null without one
 */
public record Card(
        String lab,
        @JsonProperty("class") @Nullable String className,
        @Nullable String student,
        @Nullable Integer index,
        @Nullable String email,
        @Nullable String page,
        boolean hostOnly,
        List<Endpoint> endpoints,
        @Nullable String registry,
        Commands commands) {

    public Card {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * A port of the engine's host that leads to a node.
     *
     * @param url null if the port is not known to speak HTTP
     * @param host the address and the port
     * @param port the port of the node
     */
    public record Endpoint(@Nullable String url, String host, String node, int port, String protocol) {

        String text() {
            return url != null ? url : host + "/" + protocol;
        }
    }

    /**
     * Command lines for a POSIX shell.
     *
     * @param env points docker at the lab, on a computer that uses the engine
     * @param context runs docker with a context of the lab, on such a computer
     * @param contextImport imports the context of the file that {@code swarmlab access} writes, on a student's
     *     computer; null if other computers can't reach the lab
     * @param docker runs docker with this context; null in the same case
     * @param terminal offers a terminal in the browser
     */
    public record Commands(
            String env,
            String context,
            @Nullable String contextImport,
            @Nullable String docker,
            String terminal) {}

    /** The student, or the lab without one. */
    String title() {
        return student == null ? lab : student;
    }

    /** The QR code of the page. Empty if a phone can't open the page. */
    @JsonIgnore
    Optional<QrImage> qr() {
        return hostOnly ? Optional.empty() : Optional.ofNullable(page).map(QrImage::of);
    }
}
