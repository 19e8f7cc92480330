// The tables below the timeline. Java has computed them; a click goes to the timeline.

function showTables(view) {
    const { meta } = view.trace;
    const put = (id, ...content) => document.getElementById(id).replaceChildren(...content);
    put('places', places(view));
    put('channels', channels(view));
    put('locks', locks(view));
    put('path', ...criticalPath(view));
    put('latency', ...latency(meta.latency));
    for (const [id, list] of [['channels', meta.channels], ['locks', meta.locks]]) {
        document.getElementById(id).closest('section').hidden = list.length === 0;
    }
}

function grid(names, rows) {
    return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': names[0] },
        make('table', {}, make('thead', {}, make('tr', {},
            ...names.map((name) => make('th', { scope: 'col' }, name)))),
        make('tbody', {}, ...rows.map((row) => make('tr', {},
            ...row.map((cell) => make('td', /^[\d–]/.test(cell) ? { class: 'number' } : {}, cell)))))));
}

function time(nanos) {
    return nanos > 0 ? formatTime(nanos) : '–';
}

function percent(part, whole) {
    return whole > 0 ? Math.round(100 * part / whole) + ' %' : '–';
}

function places(view) {
    const { trace } = view;
    return grid(['created at', 'goroutines', 'running', 'runnable', 'waiting', 'system calls',
        'mostly'], trace.meta.places.map((p) => [
        link(p.place < 0 ? 'main' : placeOf(trace, p.place), () => {
            const group = view.groups.find((g) => g.place === p.place);
            group.folded = false;
            view.layOut();
            view.goToGoroutine(group.members[0]);
        }), String(p.count), ...p.times.map(time),
        p.reason < 0 ? '–' : trace.meta.reasons[p.reason]]));
}

function objectLink(view, object) {
    return link(objectName(view.trace, object), () => view.selectObject(object));
}

function channels(view) {
    const { trace } = view;
    return grid(['channel', 'buffer', 'sends', 'receives', 'full', 'empty', 'senders waited',
        'receivers waited', 'goroutines'], trace.meta.channels.map((c) => [
        objectLink(view, c.object), String(trace.meta.objects[c.object][3]), String(c.sends),
        String(c.receives), c.buffered ? percent(c.full, c.used) : '–',
        c.buffered ? percent(c.empty, c.used) : '–', time(c.sendWait), time(c.receiveWait),
        String(c.users)]));
}

function locks(view) {
    const { trace } = view;
    return grid(['lock', 'holds', 'held', 'longest hold', 'by', 'waits', 'waited', 'longest wait'],
        trace.meta.locks.map((l) => [objectLink(view, l.object), String(l.holds), time(l.held),
            time(l.longestHold), l.holder < 0 ? '–' : goroutineLink(view, l.holder),
            String(l.waits), time(l.waited), time(l.longestWait)]));
}

function criticalPath(view) {
    const { trace } = view;
    const { path } = trace.meta;
    if (path.length === 0) {
        return [make('p', {}, 'The recording has no main.')];
    }
    const sum = STATE_NAMES.map((name, state) => [name, path.times[state]])
        .filter(([, nanos]) => nanos > 0)
        .map(([name, nanos]) => name + ' ' + formatTime(nanos) + ' (' + percent(nanos, path.length)
            + ')').join(', ');
    const box = make('input', { type: 'checkbox', id: 'show-path', onchange: (event) => {
        view.path = event.target.checked;
        view.changed();
    } });
    box.checked = view.path;
    return [make('p', {}, 'Main took ' + formatTime(path.length) + ', and this long because of: '
        + sum + '.'), make('label', {}, box, ' show it in the timeline'),
    grid(['goroutines created at', 'state', 'for', 'time', 'of main'], path.parts.map((p) => [
        p.place < 0 ? 'main' : placeOf(trace, p.place), STATE_NAMES[p.state],
        p.reason < 0 ? '–' : trace.meta.reasons[p.reason], formatTime(p.time),
        percent(p.time, path.length)]))];
}

function latency(histogram) {
    const most = Math.max(1, ...histogram.buckets);
    const bars = histogram.buckets.map((count, i) => make('tr', {},
        make('th', { scope: 'row' }, '< ' + formatTime(Math.pow(2, i) * 1000)),
        make('td', { class: 'number' }, String(count)),
        make('td', { class: 'wide' }, make('div', { class: 'bar',
            style: 'width:' + (count === 0 ? 0 : Math.max(0.5, 100 * count / most)) + '%' }))));
    return [make('p', {}, histogram.count + ' times a goroutine waited for a processor: half of '
        + 'them at most ' + formatTime(histogram.median) + ', 99 % at most '
        + formatTime(histogram.p99) + ', the longest ' + formatTime(histogram.max) + '.'),
    make('table', { class: 'bars' }, make('tbody', {}, ...bars))];
}
