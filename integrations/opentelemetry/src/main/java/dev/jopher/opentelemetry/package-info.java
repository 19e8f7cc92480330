/** The context of OpenTelemetry crosses {@code go} if this artifact is on the class path. */
package dev.jopher.opentelemetry;
