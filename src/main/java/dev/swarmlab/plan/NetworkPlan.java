package dev.swarmlab.plan;

/** The bridge network that will join the lab's containers. */
public record NetworkPlan(String name, Subnet subnet) {

    public String gateway() {
        return subnet.address(AddressPlan.GATEWAY);
    }
}
