/** The servers that the section "Servers" of the board compares: one code, two executors. */
package dev.jopher.bench.servers;
