package dev.swarmlab.certificate;

/** A certificate and its private key in PEM (RFC 7468), as Docker's daemon and client read them. */
public record KeyPairInPem(String certificate, String privateKey) {

    /** Without the key, so that it is never in logs and messages. */
    @Override
    public String toString() {
        return "KeyPairInPem[certificate=" + certificate.length() + " characters, privateKey=hidden]";
    }
}
