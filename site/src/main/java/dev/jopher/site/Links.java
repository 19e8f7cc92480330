package dev.jopher.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Where a link of a page leads in the website. */
final class Links {
    private static final String REPOSITORY = "https://github.com/jopher/jopher/";

    private final Path root;
    private final Map<String, Page> pages;
    private final Set<String> pictures = new TreeSet<>();

    Links(Path root, Map<String, Page> pages) {
        this.root = root;
        this.pages = pages;
    }

    /** Returns the target of a link in page {@code from}: a page, a picture, or a file's source. */
    String target(Page from, String link) {
        if (link.startsWith("#") || link.contains("://") || link.startsWith("mailto:")) {
            return link;
        }
        int hash = link.indexOf('#');
        String anchor = hash < 0 ? "" : link.substring(hash);
        String path = resolve(from, hash < 0 ? link : link.substring(0, hash));
        Page page = pages.get(path);
        if (page != null) {
            return page.target() + anchor;
        }
        if (path.endsWith(".svg") || path.endsWith(".png")) {
            pictures.add(path);
            return picture(path);
        }
        String kind = Files.isDirectory(root.resolve(path)) ? "tree" : "blob";
        return REPOSITORY + kind + "/main/" + path + anchor;
    }

    private String resolve(Page from, String link) {
        Path source = root.resolve(from.source());
        Path target = Objects.requireNonNull(source.getParent()).resolve(link).normalize();
        return root.relativize(target).toString().replace('\\', '/');
    }

    /** Returns the pictures that the pages show, by their paths in the repository. */
    Set<String> pictures() {
        return pictures;
    }

    /** Returns the name of a picture in the website. */
    static String picture(String path) {
        return path.replace('/', '-');
    }
}
