/**
 * The starter for Spring Boot. There is nothing to call: with the artifact on the class path,
 * requests and {@code @Async} methods run in goroutines, and the actuator has the endpoint {@code
 * goroutines}, a health check and metrics. Beans of the program's own take precedence.
 */
package dev.jopher.spring;
