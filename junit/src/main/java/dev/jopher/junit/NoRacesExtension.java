package dev.jopher.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** Watches the races from before the {@code @BeforeEach} methods until after the others. */
final class NoRacesExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(NoRacesExtension.class);

    private static final String INACTIVE =
            "@NoRaces: the race detector is not in this JVM. Start it with -javaagent:"
                    + "jopher-race.jar, as \"Where the flag goes\" in Jopher's guide shows, or accept that"
                    + " with @NoRaces(required = false)";

    /** Makes an extension, for JUnit. */
    NoRacesExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        RaceWatch watch = RaceWatch.begin();
        if (watch != null) {
            context.getStore(NAMESPACE).put(RaceWatch.class, watch);
        } else if (isRequired(context)) {
            throw new AssertionError(INACTIVE);
        } else {
            context.publishReportEntry("races", INACTIVE);
        }
    }

    private static boolean isRequired(ExtensionContext context) {
        return Boolean.parseBoolean(System.getProperty("jopher.race.required", "true"))
                && annotation(context).map(NoRaces::required).orElse(true);
    }

    /** Returns the innermost one. */
    private static Optional<NoRaces> annotation(ExtensionContext context) {
        Optional<ExtensionContext> c = Optional.of(context);
        while (c.isPresent()) {
            Optional<NoRaces> found =
                    AnnotationSupport.findAnnotation(c.get().getElement(), NoRaces.class);
            if (found.isPresent()) {
                return found;
            }
            c = c.get().getParent();
        }
        return Optional.empty();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        RaceWatch watch = context.getStore(NAMESPACE).remove(RaceWatch.class, RaceWatch.class);
        if (watch == null) {
            return;
        }
        List<String> reports = watch.end();
        if (!reports.isEmpty()) {
            throw new AssertionError(text(reports));
        }
    }

    private static String text(List<String> reports) {
        List<String> lines = new ArrayList<>();
        lines.add(reports.size() == 1 ? "1 data race" : reports.size() + " data races");
        lines.addAll(reports);
        return String.join("\n", lines);
    }
}
