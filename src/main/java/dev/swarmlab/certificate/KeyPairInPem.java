package dev.swarmlab.certificate;

/** A certificate and its private key as PEM texts (RFC 7468), the form in which Docker's daemon and client read them. */
public record KeyPairInPem(String certificate, String privateKey) {

    /** Keeps the key out of logs and messages. */
    @Override
    public String toString() {
        return "KeyPairInPem[certificate=" + certificate.length() + " characters, privateKey=hidden]";
    }
}
