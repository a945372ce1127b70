package dev.swarmlab.descriptor;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Something that only one entry of a descriptor may have. */
sealed interface UniqueConstraint {

    /** What the entry wants, as the start of a sentence. */
    String words();

    String advice();

    default boolean conflictsWith(UniqueConstraint other) {
        return equals(other);
    }

    record HostPort(InetAddress address, int port, Protocol protocol) implements UniqueConstraint {

        private static final byte[] LOOPBACK = {127, 0, 0, 1};

        static HostPort onLoopback(int port) {
            try {
                return new HostPort(InetAddress.getByAddress(LOOPBACK), port, Protocol.TCP);
            } catch (UnknownHostException neverWithFourBytes) {
                throw new IllegalStateException(neverWithFourBytes);
            }
        }

        @Override
        public boolean conflictsWith(UniqueConstraint other) {
            return other instanceof HostPort taken
                    && port == taken.port
                    && protocol == taken.protocol
                    && (address.equals(taken.address)
                            || address.isAnyLocalAddress()
                            || taken.address.isAnyLocalAddress());
        }

        @Override
        public String words() {
            return "host port " + port + (protocol == Protocol.UDP ? "/udp" : "");
        }

        @Override
        public String advice() {
            return "choose another host port; the port in the node may stay";
        }
    }

    /** An image by its full reference, so that {@code alpine} and {@code alpine:latest} are one. */
    record Image(String reference) implements UniqueConstraint {

        @Override
        public String words() {
            return "the image " + reference;
        }

        @Override
        public String advice() {
            return "name each image once";
        }
    }

    /** One image can't be built in two ways, wherever they are named. */
    record BuiltImage(String reference, BuildSource source) implements UniqueConstraint {

        static BuiltImage of(String image, BuildSource source) {
            return new BuiltImage(
                    ImageReference.parse(image).map(ImageReference::toString).orElse(image), source);
        }

        @Override
        public boolean conflictsWith(UniqueConstraint other) {
            return other instanceof BuiltImage taken
                    && reference.equals(taken.reference)
                    && !source.equals(taken.source);
        }

        @Override
        public String words() {
            return "the image name " + reference;
        }

        @Override
        public String advice() {
            return "one image can't be built from two folders, or with two sets of arguments; give one of them another name";
        }
    }

    record MountTarget(String path) implements UniqueConstraint {

        @Override
        public String words() {
            return "the target " + path;
        }

        @Override
        public String advice() {
            return "mount the second one somewhere else";
        }
    }

    record NetworkName(String name) implements UniqueConstraint {

        @Override
        public String words() {
            return "the network name " + name;
        }

        @Override
        public String advice() {
            return "give each network a name of its own";
        }
    }

    record Subnet(Ipv4Subnet addresses) implements UniqueConstraint {

        @Override
        public boolean conflictsWith(UniqueConstraint other) {
            return other instanceof Subnet taken && addresses.overlaps(taken.addresses);
        }

        @Override
        public String words() {
            return "a part of " + addresses;
        }

        @Override
        public String advice() {
            return "choose subnets that share no address, as in 10.9.0.0/24 and 10.9.1.0/24";
        }
    }

    record CheckName(String name) implements UniqueConstraint {

        @Override
        public String words() {
            return "the check name " + Quote.of(name);
        }

        @Override
        public String advice() {
            return "give each check a name of its own, so that a report can be read";
        }
    }

    record ScenarioName(String name) implements UniqueConstraint {

        @Override
        public String words() {
            return "the scenario name " + Quote.of(name);
        }

        @Override
        public String advice() {
            return "give each scenario a name of its own, so that `swarmlab drill` can be told which";
        }
    }
}
