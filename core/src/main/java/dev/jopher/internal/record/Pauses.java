package dev.jopher.internal.record;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import org.jspecify.annotations.Nullable;

/**
 * Records when the collector stops the program. The JVM reports that after the collection, with
 * times in milliseconds. Costs nothing while there is no recording.
 */
final class Pauses implements NotificationListener {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Recorder recorder;

    /** When the JVM was started, in nanoseconds of the recording: a negative number. */
    private final long jvmStart;

    Pauses(Recorder recorder) {
        this.recorder = recorder;
        this.jvmStart = recorder.session.now()
                - ManagementFactory.getRuntimeMXBean().getUptime() * NANOS_PER_MILLI;
    }

    void start() {
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (gc instanceof NotificationEmitter e) {
                e.addNotificationListener(this, null, null);
            }
        }
    }

    void stop() {
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (gc instanceof NotificationEmitter e) {
                try {
                    e.removeNotificationListener(this);
                } catch (ListenerNotFoundException absent) {
                    // it was not started
                }
            }
        }
    }

    @Override
    public void handleNotification(Notification n, @Nullable Object unused) {
        if (n.getUserData() instanceof CompositeData data && n.getType()
                .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(data);
            GcInfo gc = info.getGcInfo();
            if (!info.getGcName().contains("Cycles")) { // those run next to the program
                long begin = jvmStart + gc.getStartTime() * NANOS_PER_MILLI;
                recorder.pause(info.getGcName(), Math.max(0, begin),
                        gc.getDuration() * NANOS_PER_MILLI);
            }
        }
    }
}
