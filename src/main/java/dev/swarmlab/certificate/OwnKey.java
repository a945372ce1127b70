package dev.swarmlab.certificate;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Presents a single certificate. A key store does the same, but first encrypts the key, which takes 100 ms. */
final class OwnKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final X509Certificate certificate;
    private final PrivateKey key;

    OwnKey(KeyPairInPem pair) throws GeneralSecurityException {
        this.certificate = LabAuthority.x509(
                Pem.decode(Pem.CERTIFICATE, pair.certificate()).get(0));
        this.key = LabAuthority.privateKey(
                Pem.decode(Pem.PRIVATE_KEY, pair.privateKey()).get(0));
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return ALIAS;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return keyType.equals(key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }
}
