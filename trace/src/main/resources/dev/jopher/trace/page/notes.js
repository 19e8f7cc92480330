// Small marks on the rows: regions and logs of goroutines; steals, hand-overs and timers of
// processors.

/** If more of them are visible, none is drawn until the user zooms in. */
const MOST_NOTES = 3000;

/** Sorts the notes by row, each by time, when they are first needed. */
function notesOf(trace) {
    if (!trace.notes) {
        const byGoroutine = new Map();
        const byProcessor = trace.onProcessor.map(() => []);
        for (const mark of trace.regions.concat(trace.logs)) {
            if (!byGoroutine.has(mark.goroutine)) {
                byGoroutine.set(mark.goroutine, []);
            }
            byGoroutine.get(mark.goroutine).push(mark);
        }
        for (const event of trace.processorEvents) {
            (byProcessor[event.processor] || []).push(event);
        }
        trace.notes = { byGoroutine, byProcessor };
    }
    return trace.notes;
}

function drawNotes(timeline, firstRow, lastRow) {
    const { view } = timeline;
    const notes = notesOf(view.trace);
    for (let index = firstRow; index < lastRow; index++) {
        const row = view.rows[index];
        const y = RULER + row.y - timeline.scrollY;
        if (row.kind === 'goroutine') {
            drawRegions(timeline, notes.byGoroutine.get(row.g) || [], y);
        } else if (row.kind === 'processor') {
            drawEvents(timeline, notes.byProcessor[row.p], y + row.height);
        }
    }
}

/** A region is a line above the spans, a log a dot. */
function drawRegions(timeline, marks, y) {
    const { view, context: c } = timeline;
    const visible = marks.filter((mark) => mark.end >= view.from && mark.start <= view.to);
    if (visible.length > MOST_NOTES) {
        return;
    }
    c.fillStyle = timeline.colours.message;
    for (const mark of visible) {
        const left = Math.max(timeline.gutter, timeline.x(mark.start));
        const right = Math.min(timeline.width, timeline.x(mark.end));
        if (mark.end > mark.start) {
            c.fillRect(left, y, Math.max(2, right - left), 2);
        } else {
            c.fillRect(left - 2, y, 4, 4);
        }
    }
}

/** A steal is a triangle, a hand-over a square, a timer a bar. */
function drawEvents(timeline, events, bottom) {
    const { view, context: c } = timeline;
    const visible = eventsIn(events, view.from, view.to);
    if (visible.length > MOST_NOTES) {
        return;
    }
    c.fillStyle = timeline.colours.mark;
    for (const event of visible) {
        const x = timeline.x(event.time);
        if (event.kind === 0) {
            c.beginPath();
            c.moveTo(x - 4, bottom);
            c.lineTo(x + 4, bottom);
            c.lineTo(x, bottom - 7);
            c.fill();
        } else if (event.kind === 1) {
            c.fillRect(x - 3, bottom - 6, 6, 6);
        } else {
            c.fillRect(x - 0.5, bottom - 7, 1.5, 7);
        }
    }
}

/** Returns the events of one processor in this time; they are sorted. */
function eventsIn(events, from, to) {
    let low = 0;
    let high = events.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (events[middle].time < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let end = low;
    while (end < events.length && events[end].time <= to && end - low <= MOST_NOTES) {
        end++;
    }
    return events.slice(low, end);
}

/** Describes what a processor did in the visible time. */
function processorDetails(view, p) {
    const { trace, from, to } = view;
    const spans = trace.onProcessor[p];
    let busy = 0;
    let count = 0;
    for (let i = firstEndingAfter(trace, spans, 0, spans.length, from);
        i < spans.length && trace.start[spans[i]] < to; i++) {
        busy += Math.min(to, trace.end[spans[i]]) - Math.max(from, trace.start[spans[i]]);
        count++;
    }
    const events = notesOf(trace).byProcessor[p].filter((e) => e.time >= from && e.time <= to);
    const rows = [['runs', percent(busy, to - from) + ' of the visible time, ' + count + ' times']];
    PROCESSOR_EVENTS.forEach((name, kind) => {
        const some = events.filter((e) => e.kind === kind);
        if (some.length > 0) {
            rows.push([name, some.length + (kind === 1 ? '' : ' times, '
                + some.reduce((sum, e) => sum + e.count, 0) + ' in all')]);
        }
    });
    return [make('h3', {}, 'processor P' + p), table(rows),
        make('ul', {}, ...events.slice(0, 30).map((e) => make('li', {}, formatTime(e.time) + ': '
            + PROCESSOR_EVENTS[e.kind] + (e.kind === 0 ? ' ' + e.count + (e.other < 0
            ? ' from the queue of all' : ' from P' + e.other) : ''))))];
}
