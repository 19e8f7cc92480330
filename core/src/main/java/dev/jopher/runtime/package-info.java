/** The scheduler and what stands on it. Not for programs: nothing here is exported to them. */
package dev.jopher.runtime;
