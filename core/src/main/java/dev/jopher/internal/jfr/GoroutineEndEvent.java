package dev.jopher.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Throttle;

/** A goroutine ends, in whatever way. */
@Name("dev.jopher.GoroutineEnd")
@Label("Goroutine End")
@Description("A goroutine has ended")
@StackTrace(false)
@Throttle(GoroutineStartEvent.RATE)
final class GoroutineEndEvent extends GoroutineEvent {}
