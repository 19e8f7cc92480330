package dev.jopher.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A program as javac left it.
 *
 * @param typeNames the classes of the main source, in its order
 * @param classes class files by the names of their classes
 * @param root where its packages begin; null for a program without siblings
 * @param messages what javac printed; warnings, because it compiled
 * @param inputs what the result depends on, in addition to the main source
 */
record CompiledProgram(
        List<String> typeNames,
        Map<String, byte[]> classes,
        @Nullable Path root,
        String messages,
        Inputs inputs) {

    /**
     * What javac has read.
     *
     * @param sources the siblings it has read, and their content
     * @param listings for each directory it has searched for siblings, the names of the sources
     *         there
     */
    record Inputs(Map<Path, byte[]> sources, Map<Path, List<String>> listings) {}
}
