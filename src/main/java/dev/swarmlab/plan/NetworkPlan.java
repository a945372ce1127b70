package dev.swarmlab.plan;

/** The bridge network of the lab's containers. */
public record NetworkPlan(String name, Subnet subnet) {

    public String gateway() {
        return subnet.address(AddressPlan.GATEWAY);
    }
}
