package dev.swarmlab.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A lab's own certificate authority. Who holds a certificate of it may use the daemons of the lab's nodes; nobody else
 * may. Keys are on the P-256 curve: they cost a millisecond where RSA keys cost a node its start.
 */
public final class LabAuthority {

    private static final Duration VALIDITY = Duration.ofDays(3650);

    /** The clock of an engine's virtual machine may be behind. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final X509Certificate certificate;
    private final PrivateKey key;

    private LabAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** A new authority for a new lab. */
    public static LabAuthority create(String lab) {
        try {
            KeyPair pair = newKey();
            X500Principal name = new X500Principal("CN=swarmlab " + lab);
            X509Certificate certificate = sign(
                    name,
                    pair.getPrivate(),
                    name,
                    pair.getPublic(),
                    List.of(
                            new Part(Extension.basicConstraints, new BasicConstraints(true)),
                            new Part(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))));
            return new LabAuthority(certificate, pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException exception) {
            throw new IllegalStateException("can't make certificates on this Java", exception);
        }
    }

    /** The authority that {@link #toPem} wrote; {@link IllegalArgumentException} when the text holds none. */
    public static LabAuthority fromPem(String text) {
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(Pem.PRIVATE_KEY, text)));
            return new LabAuthority(x509(text), key);
        } catch (GeneralSecurityException exception) {
            throw new IllegalArgumentException("the lab's authority can't be read", exception);
        }
    }

    /** The authority's certificate and private key, for safe-keeping inside the lab's nodes. */
    public String toPem() {
        return certificatePem() + Pem.encode(Pem.PRIVATE_KEY, key.getEncoded());
    }

    /** The authority's certificate alone, which is no secret. */
    public String certificatePem() {
        return pem(certificate);
    }

    /** A certificate for a node's daemon, valid for its name, its address, and this host's loopback. */
    public KeyPairInPem forServer(String node, String address) {
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, node),
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, address),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        };
        return issue(
                node,
                List.of(
                        new Part(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
                        new Part(Extension.subjectAlternativeName, new GeneralNames(names))));
    }

    /** A certificate for someone who uses the lab's daemons. */
    public KeyPairInPem forClient() {
        return issue(
                "swarmlab client",
                List.of(new Part(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))));
    }

    /** A TLS context that shows a client certificate and trusts this authority alone. Nothing is written to disk. */
    public SSLContext clientContext() {
        char[] password = {};
        try {
            KeyPairInPem client = forClient();
            PrivateKey clientKey = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(Pem.PRIVATE_KEY, client.privateKey())));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setCertificateEntry("authority", certificate);
            store.setKeyEntry("client", clientKey, password, new X509Certificate[] {x509(client.certificate())});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException exception) {
            throw new IllegalStateException("can't use the lab's certificates on this Java", exception);
        }
    }

    private record Part(org.bouncycastle.asn1.ASN1ObjectIdentifier kind, ASN1Encodable value) {}

    private KeyPairInPem issue(String name, List<Part> parts) {
        try {
            KeyPair pair = newKey();
            List<Part> all = new ArrayList<>(parts);
            all.add(new Part(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)));
            X509Certificate issued = sign(
                    certificate.getSubjectX500Principal(), key, new X500Principal("CN=" + name), pair.getPublic(), all);
            return new KeyPairInPem(
                    pem(issued), Pem.encode(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException exception) {
            throw new IllegalStateException("can't make certificates on this Java", exception);
        }
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(
            X500Principal issuer, PrivateKey issuerKey, X500Principal subject, PublicKey subjectKey, List<Part> parts)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        Instant now = Instant.now();
        BigInteger serial = new BigInteger(120, new SecureRandom());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(VALIDITY)), subject, subjectKey);
        for (Part part : parts) {
            builder.addExtension(part.kind(), true, part.value());
        }
        byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey))
                .getEncoded();
        return x509(Pem.encode(Pem.CERTIFICATE, der));
    }

    private static X509Certificate x509(String pem) throws GeneralSecurityException {
        byte[] der = Pem.decode(Pem.CERTIFICATE, pem);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String pem(X509Certificate certificate) {
        try {
            return Pem.encode(Pem.CERTIFICATE, certificate.getEncoded());
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
