// The panel that describes what is selected.

/** Makes an element. Strings are text, never markup. */
function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else {
            element.setAttribute(name, value);
        }
    }
    element.append(...children.filter((child) => child !== null && child !== ''));
    return element;
}

function link(text, action) {
    return make('button', { class: 'link', type: 'button', onclick: action }, text);
}

function showDetails(view, panel) {
    const { trace } = view;
    const parts = [];
    if (view.span >= 0) {
        parts.push(...spanDetails(view, view.span));
    } else if (view.processor >= 0) {
        parts.push(...processorDetails(view, view.processor));
    } else if (view.goroutine >= 0) {
        parts.push(...goroutineDetails(view, view.goroutine));
    }
    if (view.object >= 0) {
        parts.push(make('p', {}, 'Marked: the waits on ' + objectName(trace, view.object) + '. ',
            link('Unmark', () => view.selectObject(view.object))));
    }
    if (parts.length === 0) {
        parts.push(make('p', { class: 'hint' }, 'Select a span, a goroutine or a group. Drag or use '
            + 'the arrow keys to move, Ctrl and the wheel, two fingers, or + and − to zoom; , and . '
            + 'go from span to span, w to the waker, 0 shows all.'));
    }
    panel.replaceChildren(...parts);
}

function goroutineLink(view, g) {
    return link('goroutine ' + goroutineName(view.trace, g), () => view.goToGoroutine(g));
}

function spanDetails(view, span) {
    const { trace } = view;
    const state = stateOf(trace, span);
    const g = trace.owner[span];
    const rows = [['goroutine', goroutineLink(view, g)],
        ['from', formatTime(trace.start[span]) + ' to ' + formatTime(trace.end[span])]];
    if (state === WAITING && trace.ref[span] >= 0) {
        rows.push(['on', link(objectName(trace, trace.ref[span]),
            () => view.selectObject(trace.ref[span]))]);
    }
    if (state === RUNNING) {
        rows.push(['processor', 'P' + processorOf(trace, span)]);
    }
    const [cause] = causes(trace, span);
    if (cause !== undefined) {
        rows.push([state === WAITING ? 'ended by' : 'made runnable by', wakerOf(view, span, cause)]);
        if (state !== RUNNABLE) {
            rows.push([state === WAITING ? 'then runnable for' : 'was runnable for',
                formatTime(trace.end[cause] - trace.start[cause])]);
        }
    }
    const line = [STATE_NAMES[state], reasonOf(trace, span),
        formatTime(trace.end[span] - trace.start[span])].filter((text) => text).join(', ');
    announce(line);
    return [make('h3', {}, make('span', { class: 'swatch s' + state }), line), table(rows),
        ...stackOf(trace, span)];
}

function wakerOf(view, span, cause) {
    const { trace } = view;
    const waker = trace.ref[cause];
    if (waker < 0) {
        return 'a timer or a thread, at ' + formatTime(trace.start[cause]);
    }
    const target = wakerSpan(trace, span);
    return link('goroutine ' + goroutineName(trace, waker) + ', at '
        + formatTime(trace.start[cause]), () => (target >= 0 ? view.goTo(target)
        : view.goToGoroutine(waker)));
}

function stackOf(trace, span) {
    const stack = trace.stack[span];
    if (stack < 0) {
        return [];
    }
    const title = stateOf(trace, span) === RUNNABLE ? 'the waker was at' : 'at';
    return [make('p', { class: 'label' }, title), make('ol', { class: 'stack' },
        ...trace.meta.stacks[stack].map((frame) => make('li', {},
            stringOf(trace, trace.meta.frames[frame][0]) + ' ',
            make('b', {}, placeOf(trace, frame)))))];
}

function goroutineDetails(view, g) {
    const { trace } = view;
    const { first, start, end, head } = trace;
    const times = [0, 0, 0, 0];
    for (let i = first[g]; i < first[g + 1]; i++) {
        times[head[i] & 3] += end[i] - start[i];
    }
    const ended = trace.g.ended[g];
    const rows = [['runs', stringOf(trace, trace.g.function[g])],
        ['labels', stringOf(trace, trace.g.labels[g])],
        ['created', formatTime(trace.g.created[g])
            + (trace.g.place[g] < 0 ? '' : ' at ' + placeOf(trace, trace.g.place[g]))],
        ['by', trace.g.parent[g] < 0 ? '' : goroutineLink(view, trace.g.parent[g])],
        ['ended', ended < 0 ? 'not in this recording' : formatTime(ended)],
        ...times.map((time, state) => [STATE_NAMES[state], time > 0 ? formatTime(time) : ''])];
    const marks = trace.regions.concat(trace.logs).filter((mark) => mark.goroutine === g);
    return [make('h3', {}, 'goroutine ' + goroutineName(trace, g)), table(rows),
        make('ul', {}, ...marks.slice(0, 50).map((mark) => make('li', {},
            link(formatTime(mark.start) + ' ' + stringOf(trace, mark.text),
                () => view.show(mark.start - 1000, Math.max(mark.end, mark.start + 1000))))))];
}

function table(rows) {
    return make('table', { class: 'facts' }, make('tbody', {}, ...rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => make('tr', {}, make('th', { scope: 'row' }, name),
            make('td', {}, value)))));
}
