package dev.swarmlab.lab;

import dev.swarmlab.certificate.TrustedCertificates;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.process.ShellWord;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * How the daemons of nodes, and the pull-through cache, reach registries outside of the lab: through which proxies, and
 * with which certificate authorities. Both belong to the machine on which the command runs, so they come from its
 * environment and not from the lab file. A new container gets them as files: a proxy's URL may contain a password, and
 * everybody who can use the engine can read the variables and labels of containers. Never printed.
 */
public final class OutboundAccess {

    /** The variable with the name of a file with certificates in PEM format. */
    public static final String CA_VARIABLE = "SWARMLAB_CA_FILE";

    /** No proxies, and only the certificate authorities of the images. */
    public static final OutboundAccess NONE = new OutboundAccess(Map.of(), "", "");

    /** The file of a node or cache with commands for a shell that set the variables. */
    static final String PROXY_FILE = "/usr/local/lib/swarmlab/proxy.env";

    /** Go reads the files of this folder in addition to the bundle of the image (crypto/x509, root_linux.go). */
    public static final String CA_FILE = "/etc/ssl/certs/swarmlab-ca.pem";

    private static final String NO_PROXY = "NO_PROXY";
    private static final List<String> PROXIES = List.of("HTTP_PROXY", "HTTPS_PROXY");
    private static final Pattern SCHEME = Pattern.compile("^[a-z0-9]+://.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1\\]", Pattern.CASE_INSENSITIVE);

    private static final int ROOT_ONLY = 0600;
    private static final int READABLE = 0644;

    private final Map<String, String> proxies;
    private final String exceptions;
    private final String certificates;

    private OutboundAccess(Map<String, String> proxies, String exceptions, String certificates) {
        this.proxies = proxies;
        this.exceptions = exceptions;
        this.certificates = certificates;
    }

    /**
     * Reads the environment of a command: {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, also in lower
     * case, and {@link #CA_VARIABLE}.
     *
     * @param say gets a message when nodes can't use a proxy
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the file has no certificates
     */
    public static OutboundAccess of(Map<String, String> environment, Consumer<String> say) {
        Map<String, String> proxies = new TreeMap<>();
        for (String name : PROXIES) {
            String proxy = value(environment, name);
            if (isOnLoopback(proxy)) {
                say.accept("nodes don't get " + name + ": a proxy on the loopback address of this host is in no node."
                        + " Name the proxy by an address that containers reach");
            } else if (!proxy.isEmpty()) {
                proxies.put(name, proxy);
            }
        }
        return new OutboundAccess(
                proxies, value(environment, NO_PROXY), certificates(environment.getOrDefault(CA_VARIABLE, "")));
    }

    private static String value(Map<String, String> environment, String name) {
        String upper = environment.getOrDefault(name, "");
        return (upper.isBlank() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper).strip();
    }

    private static boolean isOnLoopback(String proxy) {
        try {
            String host = new URI(SCHEME.matcher(proxy).matches() ? proxy : "http://" + proxy).getHost();
            return host != null && LOOPBACK.matcher(host).matches();
        } catch (URISyntaxException exception) {
            return false; // the daemon reports it
        }
    }

    private static String certificates(String file) {
        if (file.isBlank()) {
            return "";
        }
        try {
            return TrustedCertificates.ofPem(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
        } catch (IOException exception) {
            throw wrong(file, exception.toString(), exception);
        } catch (CertificateException exception) {
            throw wrong(file, String.valueOf(exception.getMessage()), exception);
        }
    }

    private static Failure wrong(String file, String reason, Exception cause) {
        return Failure.of(FailureKind.WRONG_INPUT, "can't use the certificates in " + file)
                .because(reason)
                .advise("Set " + CA_VARIABLE + " to a file with certificates in PEM format, or unset it.")
                .causedBy(cause);
    }

    /** Whether a container must read {@link #PROXY_FILE}. */
    public boolean hasProxies() {
        return !proxies.isEmpty();
    }

    /**
     * The files for a container.
     *
     * @param subnet that of the lab's network, in CIDR notation; it is reached without a proxy, as are the names in it
     */
    public List<ContainerFile> files(String subnet) {
        List<ContainerFile> files = new ArrayList<>();
        if (hasProxies()) {
            Map<String, String> variables = new TreeMap<>(proxies);
            variables.put(NO_PROXY, exceptions(subnet));
            StringBuilder script = new StringBuilder();
            variables.forEach((name, value) -> script.append("export ")
                    .append(name)
                    .append('=')
                    .append(ShellWord.of(value))
                    .append('\n'));
            files.add(file(PROXY_FILE, ROOT_ONLY, script.toString()));
        }
        if (!certificates.isEmpty()) {
            files.add(file(CA_FILE, READABLE, certificates));
        }
        return files;
    }

    private String exceptions(String subnet) {
        List<String> all = new ArrayList<>();
        if (!exceptions.isEmpty()) {
            all.add(exceptions);
        }
        all.addAll(List.of("localhost", "127.0.0.0/8", "::1", LabNames.REGISTRY, LabNames.CACHE, subnet));
        return String.join(",", all);
    }

    private static ContainerFile file(String path, int mode, String content) {
        return new ContainerFile(path, mode, content.getBytes(StandardCharsets.UTF_8));
    }
}
