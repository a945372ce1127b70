package dev.swarmlab.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Mutual TLS: both sides present a certificate of the same authority. Nothing is written to disk. */
public final class MutualTls {

    private MutualTls() {}

    /**
     * A context for a client or a server.
     *
     * @param own the certificate that this side presents
     * @param authority the certificate of the only authority that this side trusts, in PEM
     */
    public static SSLContext context(KeyPairInPem own, String authority) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            byte[] certificate = Pem.decode(Pem.CERTIFICATE, authority).get(0);
            trusted.setCertificateEntry("authority", LabAuthority.x509(certificate));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new OwnKey(own)}, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException exception) {
            throw new IllegalStateException("can't use the lab's certificates with this Java", exception);
        }
    }
}
