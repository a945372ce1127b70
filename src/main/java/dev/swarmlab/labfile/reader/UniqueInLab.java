package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.labfile.ImageReference;
import dev.swarmlab.labfile.Ipv4Subnet;
import dev.swarmlab.labfile.Protocol;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.UniqueConstraint;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Something that only one entry of a lab file may have. */
sealed interface UniqueInLab extends UniqueConstraint {

    /** A port on an address of the host. An unspecified address (0.0.0.0 or ::) conflicts with every address. */
    record HostPort(InetAddress address, int port, Protocol protocol) implements UniqueInLab {

        private static final byte[] LOOPBACK = {127, 0, 0, 1};

        static HostPort onLoopback(int port) {
            try {
                return new HostPort(InetAddress.getByAddress(LOOPBACK), port, Protocol.TCP);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public boolean conflictsWith(UniqueConstraint other) {
            return other instanceof HostPort used
                    && port == used.port
                    && protocol == used.protocol
                    && (address.equals(used.address)
                            || address.isAnyLocalAddress()
                            || used.address.isAnyLocalAddress());
        }

        @Override
        public String subject() {
            return "host port " + port + (protocol == Protocol.UDP ? "/udp" : "");
        }

        @Override
        public String advice() {
            return "choose another host port; the node's port can stay the same";
        }
    }

    /** An image by its full reference: {@code alpine} and {@code alpine:latest} are the same. */
    record Image(String reference) implements UniqueInLab {

        @Override
        public String subject() {
            return "the image " + reference;
        }

        @Override
        public String advice() {
            return "list each image only once";
        }
    }

    /** The name of an image in the lab's registry. It conflicts with the same name of another image. */
    record RegistryName(String name, String reference) implements UniqueInLab {

        @Override
        public boolean conflictsWith(UniqueConstraint other) {
            return other instanceof RegistryName used && name.equals(used.name) && !reference.equals(used.reference);
        }

        @Override
        public String subject() {
            return "the name " + name + " in the lab's registry";
        }

        @Override
        public String advice() {
            return "both images would have this name on the nodes; give one of them another name with docker tag";
        }
    }

    /** An image name that is built from one source. It conflicts with the same name and another source. */
    record BuiltImage(String reference, BuildSource source) implements UniqueInLab {

        static BuiltImage of(String image, BuildSource source) {
            return new BuiltImage(
                    ImageReference.parse(image).map(ImageReference::toString).orElse(image), source);
        }

        @Override
        public boolean conflictsWith(UniqueConstraint other) {
            return other instanceof BuiltImage used && reference.equals(used.reference) && !source.equals(used.source);
        }

        @Override
        public String subject() {
            return "the image name " + reference;
        }

        @Override
        public String advice() {
            return "an image can't be built from two folders or with two sets of arguments; give one of them another"
                    + " name";
        }
    }

    record MountTarget(String path) implements UniqueInLab {

        @Override
        public String subject() {
            return "the target " + path;
        }

        @Override
        public String advice() {
            return "mount the second one at another target";
        }
    }

    record NetworkName(String name) implements UniqueInLab {

        @Override
        public String subject() {
            return "the network name " + name;
        }

        @Override
        public String advice() {
            return "give each network a different name";
        }
    }

    record Subnet(Ipv4Subnet addresses) implements UniqueInLab {

        @Override
        public boolean conflictsWith(UniqueConstraint other) {
            return other instanceof Subnet used && addresses.overlaps(used.addresses);
        }

        @Override
        public String subject() {
            return "a part of " + addresses;
        }

        @Override
        public String advice() {
            return "choose subnets that do not overlap, as in 10.9.0.0/24 and 10.9.1.0/24";
        }
    }

    record CheckName(String name) implements UniqueInLab {

        @Override
        public String subject() {
            return "the check name " + Messages.quote(name);
        }

        @Override
        public String advice() {
            return "give each check a different name, since reports identify checks by their names";
        }
    }

    record ScenarioName(String name) implements UniqueInLab {

        @Override
        public String subject() {
            return "the scenario name " + Messages.quote(name);
        }

        @Override
        public String advice() {
            return "give each scenario a different name, since `swarmlab drill` selects scenarios by their names";
        }
    }
}
