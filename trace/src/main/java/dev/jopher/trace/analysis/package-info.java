/**
 * What can be said about a recording, one class per question. All of it is computed from the
 * recording alone, and everything that the page claims in words is here, not in the page.
 */
package dev.jopher.trace.analysis;
