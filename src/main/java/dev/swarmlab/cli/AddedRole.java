package dev.swarmlab.cli;

import dev.swarmlab.plan.Role;
import java.util.Locale;

/** The role of nodes that a command adds. */
enum AddedRole {
    WORKER(Role.WORKER),
    MANAGER(Role.MANAGER);

    private final Role role;

    AddedRole(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
