package dev.jopher.race.canary;

import java.util.HashMap;
import java.util.Map;

import dev.jopher.race.internal.agent.Canary;

/** Two threads put something into a map that is not made for that. */
public final class CollectionRace implements Canary {
    private final Map<String, String> map = new HashMap<>();

    @Override
    public void first() {
        map.put("first", "");
    }

    @Override
    public void second() {
        map.put("second", "");
    }
}
