package dev.jopher.race.internal.agent;

import java.lang.instrument.Instrumentation;

/** Makes the JDK's own synchronisation visible: monitors, volatile fields and atomics in chosen classes. */
final class JdkTransformer {
    private JdkTransformer() {}

    static void install(Instrumentation instrumentation) {}
}
