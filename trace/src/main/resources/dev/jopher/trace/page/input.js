// Mouse, touch and keys of the timeline.

function listen(timeline) {
    const { canvas, view } = timeline;
    const pointers = new Map();
    let moved = 0;

    canvas.addEventListener('pointerdown', (event) => {
        canvas.setPointerCapture(event.pointerId);
        pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
        moved = pointers.size > 1 ? Infinity : 0;
    });
    canvas.addEventListener('pointermove', (event) => {
        const last = pointers.get(event.pointerId);
        if (!last) {
            return;
        }
        const now = { x: event.offsetX, y: event.offsetY };
        if (pointers.size === 2) {
            pinch(timeline, pointers, event.pointerId, now);
        } else {
            moved += Math.abs(now.x - last.x) + Math.abs(now.y - last.y);
            if (moved > 4) {
                view.pan((last.x - now.x) / (timeline.width - timeline.gutter));
                timeline.scrollTo(timeline.scrollY + last.y - now.y);
            }
        }
        pointers.set(event.pointerId, now);
    });
    canvas.addEventListener('pointerup', (event) => {
        if (pointers.delete(event.pointerId) && moved <= 4) {
            click(timeline, event.offsetX, event.offsetY);
        }
    });
    canvas.addEventListener('pointercancel', (event) => pointers.delete(event.pointerId));
    canvas.addEventListener('dblclick', (event) => {
        view.zoom(0.25, timeline.timeAt(Math.max(timeline.gutter, event.offsetX)));
    });
    canvas.addEventListener('wheel', (event) => wheel(timeline, event), { passive: false });
    canvas.addEventListener('keydown', (event) => key(timeline, event));
    canvas.addEventListener('focus', () => timeline.soon());
    canvas.addEventListener('blur', () => timeline.soon());
}

function pinch(timeline, pointers, id, now) {
    const [other] = [...pointers].filter(([key]) => key !== id).map(([, at]) => at);
    const before = Math.max(10, Math.abs(pointers.get(id).x - other.x));
    const after = Math.max(10, Math.abs(now.x - other.x));
    timeline.view.zoom(before / after, timeline.timeAt((now.x + other.x) / 2));
}

/** With Ctrl, or two fingers on a touchpad, it zooms. Else it scrolls, first here, then the page. */
function wheel(timeline, event) {
    const { view } = timeline;
    const unit = event.deltaMode === 1 ? 20 : 1;
    if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        view.zoom(Math.exp(event.deltaY * unit * 0.003), timeline.timeAt(event.offsetX));
        return;
    }
    const sideways = event.deltaX + (event.shiftKey ? event.deltaY : 0);
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        view.pan(sideways * unit / timeline.width);
    } else if (timeline.scrollTo(timeline.scrollY + event.deltaY * unit)) {
        event.preventDefault();
    }
}

function click(timeline, x, y) {
    const { view } = timeline;
    const index = rowAt(view.rows, y - RULER + timeline.scrollY);
    if (y < RULER || index < 0) {
        view.selectSpan(-1);
        return;
    }
    view.cursor = index;
    const row = view.rows[index];
    if (row.kind === 'group') {
        view.fold(row.group, !row.group.folded);
    } else if (row.kind === 'goroutine') {
        const span = x < timeline.gutter ? -1 : nearest(timeline, row.g, x);
        if (span >= 0) {
            view.selectSpan(span);
        } else {
            view.selectGoroutine(row.g);
        }
    } else if (row.kind === 'processor' && x < timeline.gutter) {
        view.selectProcessor(row.p);
    } else if (row.kind === 'processor') {
        const time = timeline.timeAt(x);
        const { trace } = view;
        const i = firstEndingAfter(trace, row.spans, 0, row.spans.length, time);
        if (i < row.spans.length && trace.start[row.spans[i]] <= time) {
            view.selectSpan(row.spans[i]);
        } else {
            view.selectProcessor(row.p);
        }
    }
}

/** Returns the span at this x. A short one is taken from two pixels away, too. */
function nearest(timeline, g, x) {
    const { trace } = timeline.view;
    for (const off of [0, -1, 1, -2, 2]) {
        const span = spanAt(trace, g, timeline.timeAt(x + off));
        if (span >= 0) {
            return span;
        }
    }
    return -1;
}

function key(timeline, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
    }
    const { view } = timeline;
    const actions = {
        'ArrowLeft': () => view.pan(-0.1),
        'ArrowRight': () => view.pan(0.1),
        '+': () => view.zoom(0.5, middleOfSelection(view)),
        '=': () => view.zoom(0.5, middleOfSelection(view)),
        '-': () => view.zoom(2),
        '0': () => view.showAll(),
        'Home': () => view.showAll(),
        'ArrowUp': () => moveCursor(timeline, -1),
        'ArrowDown': () => moveCursor(timeline, 1),
        'PageUp': () => moveCursor(timeline, -10),
        'PageDown': () => moveCursor(timeline, 10),
        'Enter': () => openRow(view),
        ' ': () => openRow(view),
        '.': () => step(view, 1),
        ',': () => step(view, -1),
        'w': () => goToWaker(view),
        'a': () => {
            view.arrows = !view.arrows;
            view.changed();
        },
        '/': () => document.getElementById('search').focus(),
        'Escape': () => {
            view.object = -1;
            view.selectSpan(-1);
        },
    };
    const action = actions[event.key];
    if (action) {
        event.preventDefault();
        action();
    }
}

function middleOfSelection(view) {
    const { start, end } = view.trace;
    const middle = view.span < 0 ? NaN : (start[view.span] + end[view.span]) / 2;
    return middle >= view.from && middle <= view.to ? middle : undefined;
}

function moveCursor(timeline, by) {
    const { view } = timeline;
    view.cursor = Math.min(view.rows.length - 1, Math.max(0, view.cursor + by));
    timeline.reveal(view.cursor);
    const row = view.rows[view.cursor];
    if (row.kind === 'goroutine') {
        view.selectGoroutine(row.g);
    } else if (row.kind === 'processor') {
        view.selectProcessor(row.p);
    } else {
        view.changed();
    }
    announce(nameOfRow(view.trace, row));
}

function openRow(view) {
    const row = view.rows[view.cursor];
    if (row.kind === 'group') {
        view.fold(row.group, !row.group.folded);
    } else if (row.kind === 'goroutine') {
        step(view, 1);
    }
}

/** Selects the next or the previous span of the selected goroutine. */
function step(view, by) {
    const { trace } = view;
    const row = view.rows[view.cursor];
    const g = view.goroutine >= 0 ? view.goroutine : row.kind === 'goroutine' ? row.g : -1;
    if (g < 0) {
        return;
    }
    const next = view.span >= 0 ? view.span + by
        : firstEndingAfter(trace, null, trace.first[g], trace.first[g + 1], view.from);
    if (next >= trace.first[g] && next < trace.first[g + 1]) {
        view.goTo(next);
    }
}

function goToWaker(view) {
    const target = wakerSpan(view.trace, view.span);
    if (target >= 0) {
        view.goTo(target);
    }
}

/** Returns the span of the waker in which it made this one's goroutine runnable, or -1. */
function wakerSpan(trace, span) {
    if (span < 0) {
        return -1;
    }
    const [cause] = causes(trace, span);
    const waker = cause === undefined ? -1 : trace.ref[cause];
    if (waker < 0) {
        return -1;
    }
    const time = trace.start[cause];
    const at = spanAt(trace, waker, time);
    const isStart = at > trace.first[waker] && trace.start[at] === time;
    return isStart ? at - 1 : at >= 0 ? at : trace.first[waker + 1] - 1;
}

function announce(text) {
    document.getElementById('announcement').textContent = text;
}
