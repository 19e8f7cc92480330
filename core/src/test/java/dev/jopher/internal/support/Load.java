package dev.jopher.internal.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Other processes that keep the processors busy, as long as this one is there. */
public final class Load {
    private Load() {}

    public static List<Process> of(int n) throws IOException {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(new ProcessBuilder("sh", "-c",
                    "while kill -0 $1 2>/dev/null; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done",
                    "load", "" + ProcessHandle.current().pid()).start());
        }
        return all;
    }
}
