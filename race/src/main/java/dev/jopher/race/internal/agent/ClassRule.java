package dev.jopher.race.internal.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What is rewritten in one class of the JDK. */
final class ClassRule {
    private final String name;
    private final List<MethodRule> methods = new ArrayList<>();
    private Set<String> variables = Set.of();
    private boolean allAtomics;
    private boolean monitors;
    private boolean elements;
    private boolean contents;
    private boolean nested;
    private final List<Splice> splices = new ArrayList<>();
    private final Set<String> muted = new HashSet<>();
    private Set<String> quiet = Set.of();
    private boolean isNested;
    private boolean isRare;

    ClassRule(String name) {
        this.name = name;
    }

    ClassRule at(String method, MethodRule.At at, Hook hook, int argument) {
        methods.add(new MethodRule(method, at, hook, argument));
        return this;
    }

    /**
     * These variables synchronise: fields, and constants that hold a variable handle or the offset
     * of one. A field need not be volatile: the JDK reads some plainly, behind fences.
     */
    ClassRule variables(String... names) {
        variables = Set.of(names);
        return this;
    }

    /** All variables synchronise that are accessed by variable handles or offsets. */
    ClassRule allAtomics() {
        allAtomics = true;
        return this;
    }

    /** Monitors synchronise, also those of synchronized methods. */
    ClassRule monitors() {
        monitors = true;
        return this;
    }

    /** Variable handles are for elements of arrays, and each element is a variable. */
    ClassRule elements() {
        elements = true;
        return this;
    }

    /** Lets the collections be checked that it calls. */
    ClassRule contents() {
        contents = true;
        return this;
    }

    boolean hasContents() {
        return contents;
    }

    /** The rule is also that of the nested classes, but for its methods. */
    ClassRule nested() {
        nested = true;
        return this;
    }

    /**
     * Its calls of methods of these classes order nothing that a program could rely on: a counter
     * for names, a set for tools.
     */
    ClassRule quiet(String... owners) {
        quiet = Set.of(owners);
        return this;
    }

    /** Lets the class be rewritten when a program loads it: few programs do. */
    ClassRule rare() {
        isRare = true;
        return this;
    }

    boolean isRare() {
        return isRare;
    }

    /** What happens in this method orders nothing. It never calls the program. */
    ClassRule muted(String method) {
        muted.add(method);
        return this;
    }

    ClassRule splice(Splice splice) {
        splices.add(splice);
        return this;
    }

    List<Splice> splices() {
        return splices;
    }

    /** Returns the rule for a nested class that has none of its own. */
    ClassRule forNested(String nestedName) {
        ClassRule rule = new ClassRule(nestedName);
        rule.variables = variables;
        rule.isNested = true;
        rule.allAtomics = allAtomics;
        rule.monitors = monitors;
        rule.elements = elements;
        rule.quiet = quiet;
        return rule;
    }

    String name() {
        return name;
    }

    List<MethodRule> methods() {
        return methods;
    }

    /** Returns the variables that the class must use, or the JDK is not the one that is known. */
    Set<String> variables() {
        return isNested ? Set.of() : variables;
    }

    boolean isField(String field) {
        return variables.contains(field);
    }

    boolean isAtomic(@Nullable String variable) {
        return allAtomics || variable != null && variables.contains(variable);
    }

    boolean hasMonitors() {
        return monitors;
    }

    boolean hasElements() {
        return elements;
    }

    boolean hasNested() {
        return nested;
    }

    boolean isQuiet(String owner) {
        return quiet.contains(owner);
    }

    Set<String> muted() {
        return muted;
    }
}
