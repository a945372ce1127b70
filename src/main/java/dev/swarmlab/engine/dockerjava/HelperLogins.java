package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import dev.swarmlab.engine.CredentialHelpers;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The logins that credential helpers have for some images. docker-java uses the logins in config.json, and knows no
 * helpers.
 *
 * @param problem why a helper did not answer; empty when all did
 */
record HelperLogins(List<CredentialHelpers.Login> found, String problem) {

    static HelperLogins of(CredentialHelpers helpers, Set<String> references, Deadline deadline) {
        List<CredentialHelpers.Login> found = new ArrayList<>();
        String problem = "";
        Set<String> asked = new HashSet<>(); // a keychain may ask the user each time
        for (String reference : references) {
            if (!asked.add(CredentialHelpers.registryOf(reference))) {
                continue;
            }
            try {
                helpers.login(reference, deadline).ifPresent(found::add);
            } catch (IOException exception) {
                problem = DaemonMessages.of(exception); // a public image needs no login
            }
        }
        return new HelperLogins(found, problem);
    }

    static AuthConfig authentication(CredentialHelpers.Login login) {
        AuthConfig authentication = new AuthConfig().withRegistryAddress(login.registry());
        return login.isToken()
                ? authentication.withIdentityToken(login.secret())
                : authentication.withUsername(login.user()).withPassword(login.secret());
    }

    /** These logins and those in config.json, which docker-java would use without these. */
    AuthConfigurations besidesThoseInConfiguration() {
        AuthConfigurations all =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build().getAuthConfigurations();
        found.stream().map(HelperLogins::authentication).forEach(all::addConfig);
        return all;
    }

    /** Adds the problem of the helpers to the message when the request fails. */
    <T> T explained(Supplier<T> request) {
        try {
            return request.get();
        } catch (EngineException exception) {
            throw problem.isEmpty()
                    ? exception
                    : new EngineException(
                            exception.status(), exception.text() + " (without a login: " + problem + ")", exception);
        }
    }
}
