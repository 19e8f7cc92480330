// Puts the parts of the page together.

async function open() {
    const trace = await loadTrace();
    const view = new View(trace);
    view.restore(location.hash.slice(1));
    setTheme(view.theme);
    const timeline = new Timeline(view, document.getElementById('timeline'));
    listen(timeline);
    const charts = new Charts(view, document.getElementById('concurrency'),
        document.getElementById('parallelism'));
    showTables(view);
    listenToSearch(view);
    const panel = document.getElementById('details');
    showDetails(view, panel);
    view.onChange((range) => {
        if (!range || view.processor >= 0) {
            showDetails(view, panel);
        }
    });
    buttons(view, timeline, charts);
    window.addEventListener('hashchange', () => {
        if (location.hash.slice(1) !== view.address()) {
            view.restore(location.hash.slice(1));
            view.changed();
        }
    });
    timeline.draw();
    // For tests, and for the curious.
    window.jopher = { trace, view, timeline, charts };
    document.documentElement.dataset.ready = 'yes';
}

function buttons(view, timeline, charts) {
    const on = (id, action) => document.getElementById(id).addEventListener('click', action);
    on('zoom-in', () => view.zoom(0.5));
    on('zoom-out', () => view.zoom(2));
    on('zoom-all', () => view.showAll());
    on('fold', () => view.foldAll(true));
    on('unfold', () => view.foldAll(false));
    const arrows = document.getElementById('arrows');
    arrows.setAttribute('aria-pressed', view.arrows);
    on('arrows', () => {
        view.arrows = !view.arrows;
        view.changed();
    });
    view.onChange(() => arrows.setAttribute('aria-pressed', view.arrows));
    on('theme', () => {
        view.theme = isDark() ? 'light' : 'dark';
        setTheme(view.theme);
        timeline.readColours();
        charts.redraw();
        view.changed();
    });
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
        timeline.readColours();
        charts.redraw();
        timeline.soon();
    });
}

function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function setTheme(theme) {
    if (theme === 'dark' || theme === 'light') {
        document.documentElement.dataset.theme = theme;
    } else {
        delete document.documentElement.dataset.theme;
    }
}

open().catch((error) => {
    document.documentElement.dataset.ready = 'failed';
    document.getElementById('sentence').textContent = 'This page cannot be shown: ' + error;
    throw error;
});
