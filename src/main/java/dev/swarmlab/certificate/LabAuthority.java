package dev.swarmlab.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
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
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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
 * A lab's certificate authority (CA). The daemons of the lab's nodes accept only clients with one of its certificates.
 * Keys are Ed25519 (RFC 8032, RFC 8410). Java creates one in a millisecond; RSA keys take far longer, and for P-256
 * Java first computes tables. Immutable and thread-safe.
 */
public final class LabAuthority {

    private static final String ALGORITHM = "Ed25519";

    private static final Duration VALIDITY = Duration.ofDays(3650);

    /** Certificates are valid from this long before now, since the clock of an engine's virtual machine may be slow. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final KeyPairInPem client;

    private LabAuthority(X509Certificate certificate, PrivateKey key, KeyPairInPem client) {
        this.certificate = certificate;
        this.key = key;
        this.client = client;
    }

    /** Creates a new authority with a new client certificate. */
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
                            new Part(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))),
                    VALIDITY);
            return new LabAuthority(
                    certificate, pair.getPrivate(), clientOf(certificate, pair.getPrivate(), newKey(), VALIDITY));
        } catch (GeneralSecurityException | OperatorCreationException | IOException exception) {
            throw new IllegalStateException("can't create certificates with this Java", exception);
        }
    }

    /**
     * Reads the output of {@link #toPem}.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static LabAuthority fromPem(String text) {
        List<byte[]> certificates = Pem.decode(Pem.CERTIFICATE, text);
        List<byte[]> keys = Pem.decode(Pem.PRIVATE_KEY, text);
        if (certificates.size() != 2 || keys.size() != 2) {
            throw new IllegalArgumentException("the lab's authority can't be read");
        }
        try {
            KeyPairInPem client = new KeyPairInPem(
                    Pem.encode(Pem.CERTIFICATE, certificates.get(1)), Pem.encode(Pem.PRIVATE_KEY, keys.get(1)));
            return new LabAuthority(x509(certificates.get(0)), privateKey(keys.get(0)), client);
        } catch (GeneralSecurityException exception) {
            throw new IllegalArgumentException("the lab's authority can't be read", exception);
        }
    }

    /** The certificates and private keys of the authority and its client. The lab's nodes store this text. */
    public String toPem() {
        return certificatePem()
                + Pem.encode(Pem.PRIVATE_KEY, key.getEncoded())
                + client.certificate()
                + client.privateKey();
    }

    /** The authority's certificate, without any private key. */
    public String certificatePem() {
        return pem(certificate);
    }

    /** Creates a certificate for a node's daemon, valid for the node's name, its address and the loopback address. */
    public KeyPairInPem forServer(String node, String address) {
        return forServer(node, address, List.of());
    }

    /**
     * Creates a certificate for a node's daemon, valid for the node's name, its address and the loopback address.
     *
     * @param others more IPv4 and IPv6 addresses for which it is valid
     */
    public KeyPairInPem forServer(String node, String address, List<String> others) {
        List<GeneralName> names = new ArrayList<>(List.of(
                new GeneralName(GeneralName.dNSName, node),
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, address),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        for (String other : others) {
            names.add(new GeneralName(GeneralName.iPAddress, other));
        }
        GeneralNames alternatives = new GeneralNames(names.toArray(new GeneralName[0]));
        return issue(
                certificate,
                key,
                newKey(),
                node,
                List.of(
                        new Part(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
                        new Part(Extension.subjectAlternativeName, alternatives)),
                VALIDITY);
    }

    /** The client certificate that swarmlab itself uses. */
    public KeyPairInPem client() {
        return client;
    }

    /**
     * Creates a client certificate for other programs. Its key is on the P-256 curve, since not every TLS library
     * supports Ed25519 keys.
     */
    public KeyPairInPem clientForOthers() {
        return clientForOthers(VALIDITY);
    }

    /** The same with a certificate that is valid for this time from now. */
    public KeyPairInPem clientForOthers(Duration validity) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return clientOf(certificate, key, generator.generateKeyPair(), validity);
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException("can't create certificates with this Java", exception);
        }
    }

    /** A TLS context that presents the client certificate and trusts only this authority. */
    public SSLContext clientContext() {
        return MutualTls.context(client, certificatePem());
    }

    private record Part(ASN1ObjectIdentifier kind, ASN1Encodable value) {}

    private static KeyPairInPem clientOf(
            X509Certificate issuer, PrivateKey issuerKey, KeyPair pair, Duration validity) {
        Part usage = new Part(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        return issue(issuer, issuerKey, pair, "swarmlab client", List.of(usage), validity);
    }

    private static KeyPairInPem issue(
            X509Certificate issuer,
            PrivateKey issuerKey,
            KeyPair pair,
            String name,
            List<Part> parts,
            Duration validity) {
        try {
            List<Part> all = new ArrayList<>(parts);
            all.add(new Part(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)));
            X509Certificate issued = sign(
                    issuer.getSubjectX500Principal(),
                    issuerKey,
                    new X500Principal("CN=" + name),
                    pair.getPublic(),
                    all,
                    validity);
            return new KeyPairInPem(
                    pem(issued), Pem.encode(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException exception) {
            throw new IllegalStateException("can't create certificates with this Java", exception);
        }
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException("can't create certificates with this Java", exception);
        }
    }

    private static X509Certificate sign(
            X500Principal issuer,
            PrivateKey issuerKey,
            X500Principal subject,
            PublicKey subjectKey,
            List<Part> parts,
            Duration validity)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        Instant now = Instant.now();
        BigInteger serial = new BigInteger(120, new SecureRandom());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(validity)), subject, subjectKey);
        for (Part part : parts) {
            builder.addExtension(part.kind(), true, part.value());
        }
        byte[] der = builder.build(new JcaContentSignerBuilder(ALGORITHM).build(issuerKey))
                .getEncoded();
        return x509(der);
    }

    static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    static X509Certificate x509(byte[] der) throws GeneralSecurityException {
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
