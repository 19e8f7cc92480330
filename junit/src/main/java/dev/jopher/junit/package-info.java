/** Help for tests with JUnit. */
package dev.jopher.junit;
