/** The MDC of SLF4J crosses {@code go} if this artifact is on the class path. */
package dev.jopher.slf4j;
