package dev.jopher.race.soak;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.jopher.race.Race;
import dev.jopher.race.Races;

/**
 * Runs loads under the agent, which checks the libraries, too. Arguments: for how many
 * milliseconds each, and the names of the loads, or none for all. Prints a line for each race.
 */
public final class SoakMain {
    private static final Map<String, Load> LOADS = new LinkedHashMap<>();

    static {
        LOADS.put("http", new JdkLoads.Http());
        LOADS.put("futures", new JdkLoads.Futures());
        LOADS.put("server", new JdkLoads.Server());
        LOADS.put("caffeine", new LibraryLoads.CaffeineCache());
        LOADS.put("guava", new LibraryLoads.GuavaCache());
        LOADS.put("jackson", new LibraryLoads.Jackson());
        LOADS.put("database", new LibraryLoads.Database());
        LOADS.put("jetty", new ServerLoads.Jetty());
        LOADS.put("tomcat", new ServerLoads.TomcatServer());
    }

    private SoakMain() {}

    public static void main(String[] args) throws Exception {
        long millis = Long.parseLong(args[0]);
        for (Map.Entry<String, Load> e : LOADS.entrySet()) {
            if (args.length == 1 || java.util.Arrays.asList(args).contains(e.getKey())) {
                System.err.println("--- " + e.getKey());
                try (Races.Watch watch = Races.watch()) {
                    e.getValue().run(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
                    for (Race r : watch.races()) {
                        System.out.println("race " + e.getKey() + " " + r.access().variable() + " "
                                + r.previous().site() + " - " + r.access().site());
                    }
                }
                System.out.println("load " + e.getKey());
            }
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
