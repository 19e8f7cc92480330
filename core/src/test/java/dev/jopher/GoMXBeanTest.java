package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.JMX;
import javax.management.ObjectName;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;

/** The goroutines, seen through JMX. */
class GoMXBeanTest {
    @Test
    void tellsWhatGoTells() throws Exception {
        Go.registerMXBean();
        Go.registerMXBean();
        GoMXBean bean = JMX.newMXBeanProxy(ManagementFactory.getPlatformMBeanServer(),
                new ObjectName(GoMXBean.NAME), GoMXBean.class);
        var c = new Channel<Integer>();
        var g = Goroutine.waiting("chan receive", c::receive);
        assertThat(bean.getNumGoroutine()).isPositive();
        assertThat(bean.getMaxProcs()).isEqualTo(Go.maxProcs());
        assertThat(bean.getIdleProcs()).isBetween(0, Go.maxProcs());
        assertThat(bean.getSpinningThreads()).isNotNegative();
        assertThat(bean.getGlobalRunQueue()).isNotNegative();
        assertThat(bean.getRunQueues().length).isLessThanOrEqualTo(bean.getThreads());
        assertThat(bean.dump()).contains(" [chan receive]:\n");
        assertThat(bean.dumpJson()).contains("\"state\":\"chan receive\"");
        c.send(1);
        g.join();
    }
}
