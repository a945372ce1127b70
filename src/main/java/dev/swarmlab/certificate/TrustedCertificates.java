package dev.swarmlab.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Certificates of other certificate authorities. */
public final class TrustedCertificates {

    private static final String LABEL = "CERTIFICATE";

    private TrustedCertificates() {}

    /**
     * The certificates of a text in PEM format, in the same format. Everything else in the text is left out, as a
     * private key.
     *
     * @throws CertificateException when the text has no certificate, or one that can't be read
     */
    public static String ofPem(String text) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        StringBuilder certificates = new StringBuilder();
        try {
            for (byte[] der : Pem.decode(LABEL, text)) {
                Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(der));
                certificates.append(Pem.encode(LABEL, certificate.getEncoded()));
            }
        } catch (IllegalArgumentException exception) {
            throw new CertificateException(exception.getMessage(), exception);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("it has no " + LABEL + " in PEM format");
        }
        return certificates.toString();
    }
}
