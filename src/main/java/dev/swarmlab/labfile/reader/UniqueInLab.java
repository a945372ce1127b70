package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.labfile.ImageReference;
import dev.swarmlab.labfile.Ipv4Subnet;
import dev.swarmlab.labfile.Protocol;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.UniqueConstraint;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What only one entry of a lab file may have. */
sealed interface UniqueInLab extends UniqueConstraint {

    record HostPort(InetAddress address, int port, Protocol protocol) implements UniqueInLab {

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
        public String subject() {
            return "host port " + port + (protocol == Protocol.UDP ? "/udp" : "");
        }

        @Override
        public String advice() {
            return "choose another host port; the port in the node may stay";
        }
    }

    /** An image by its full reference, so that {@code alpine} and {@code alpine:latest} are one. */
    record Image(String reference) implements UniqueInLab {

        @Override
        public String subject() {
            return "the image " + reference;
        }

        @Override
        public String advice() {
            return "name each image once";
        }
    }

    /** One image can't be built in two ways, wherever they are named. */
    record BuiltImage(String reference, BuildSource source) implements UniqueInLab {

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
        public String subject() {
            return "the image name " + reference;
        }

        @Override
        public String advice() {
            return "one image can't be built from two folders, or with two sets of arguments; give one of them another name";
        }
    }

    record MountTarget(String path) implements UniqueInLab {

        @Override
        public String subject() {
            return "the target " + path;
        }

        @Override
        public String advice() {
            return "mount the second one somewhere else";
        }
    }

    record NetworkName(String name) implements UniqueInLab {

        @Override
        public String subject() {
            return "the network name " + name;
        }

        @Override
        public String advice() {
            return "give each network a name of its own";
        }
    }

    record Subnet(Ipv4Subnet addresses) implements UniqueInLab {

        @Override
        public boolean conflictsWith(UniqueConstraint other) {
            return other instanceof Subnet taken && addresses.overlaps(taken.addresses);
        }

        @Override
        public String subject() {
            return "a part of " + addresses;
        }

        @Override
        public String advice() {
            return "choose subnets that share no address, as in 10.9.0.0/24 and 10.9.1.0/24";
        }
    }

    record CheckName(String name) implements UniqueInLab {

        @Override
        public String subject() {
            return "the check name " + Messages.quote(name);
        }

        @Override
        public String advice() {
            return "give each check a name of its own, so that a report can be read";
        }
    }

    record ScenarioName(String name) implements UniqueInLab {

        @Override
        public String subject() {
            return "the scenario name " + Messages.quote(name);
        }

        @Override
        public String advice() {
            return "give each scenario a name of its own, so that `swarmlab drill` can be told which";
        }
    }
}
