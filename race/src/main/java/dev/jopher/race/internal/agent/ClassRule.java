package dev.jopher.race.internal.agent;

import java.util.ArrayList;
import java.util.List;

/** What is rewritten in one class of the JDK. */
final class ClassRule {
    private final String name;
    private final List<MethodRule> methods = new ArrayList<>();

    ClassRule(String name) {
        this.name = name;
    }

    ClassRule at(String method, MethodRule.At at, Hook hook, int argument) {
        methods.add(new MethodRule(method, at, hook, argument));
        return this;
    }

    String name() {
        return name;
    }

    List<MethodRule> methods() {
        return methods;
    }
}
