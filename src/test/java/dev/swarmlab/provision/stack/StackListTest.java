package dev.swarmlab.provision.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import org.junit.jupiter.api.Test;

class StackListTest {

    @Test
    void lists_the_services_of_stacks_with_their_running_tasks() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        String worker = lab.swarm.id("worker01");
        FakeService migrate = FakeService.job("shop_migrate", 2).stack("shop");
        FakeService api = FakeService.replicated("shop_api", 3).stack("shop");
        FakeService agent = FakeService.global("monitor_agent").stack("monitor");
        lab.swarm.running(api, "worker01", "manager").running(FakeService.replicated("by-hand", 1), "manager");
        lab.swarm.with(agent).with(FakeTask.on(worker, agent));
        lab.swarm.with(migrate).with(FakeTask.of(migrate, 1, worker).state("complete"));

        assertThat(StackList.table(StackList.of(lab.open().view()))).isEqualTo("""
                        STACK     SERVICE         MODE             TASKS   IMAGE
                        monitor   monitor_agent   global           1/1     registry:5000/swarmlab/echo:1
                        shop      shop_api        replicated       2/3     registry:5000/swarmlab/echo:1
                        shop      shop_migrate    replicated-job   1/2     registry:5000/swarmlab/echo:1
                        """);
    }
}
