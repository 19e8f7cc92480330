package dev.jopher.trace.model;

/** All frames and stacks, each once. */
public final class Frames {
    private final int[] function;
    private final int[] file;
    private final int[] line;
    private final int[][] stacks;

    Frames(IntColumn function, IntColumn file, IntColumn line, int[][] stacks) {
        this.function = function.toArray();
        this.file = file.toArray();
        this.line = line.toArray();
        this.stacks = stacks;
    }

    public int size() {
        return function.length;
    }

    public int stacks() {
        return stacks.length;
    }

    /** Returns the string of the function. */
    public int function(int frame) {
        return function[frame];
    }

    /** Returns the string of the file's name. */
    public int file(int frame) {
        return file[frame];
    }

    public int line(int frame) {
        return line[frame];
    }

    /** Returns how many frames a stack has. */
    public int depth(int stack) {
        return stacks[stack].length;
    }

    /** Returns a frame of a stack; 0 is the innermost. */
    public int frame(int stack, int index) {
        return stacks[stack][index];
    }
}
