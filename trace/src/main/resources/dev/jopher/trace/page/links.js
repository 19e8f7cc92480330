// Arrows: from a waker to what it woke, and from a send to the receive of that value. And the
// critical path.

/** Indexes that are made when an arrow first needs them. */
class Links {
    constructor(trace) {
        this.trace = trace;
    }

    /** Returns the RUNNABLE spans that a goroutine caused, by time. */
    wokenBy(g) {
        if (!this.woken) {
            this.indexWoken();
        }
        const { start } = this.trace;
        const list = this.woken.subarray(this.firstWoken[g], this.firstWoken[g + 1]);
        if (!this.sorted.has(g)) {
            this.sorted.add(g);
            list.sort((a, b) => start[a] - start[b]);
        }
        return list;
    }

    indexWoken() {
        const { spans, head, ref, g } = this.trace;
        const first = new Int32Array(g.count + 1);
        for (let i = 0; i < spans; i++) {
            if ((head[i] & 3) === RUNNABLE && ref[i] >= 0) {
                first[ref[i] + 1]++;
            }
        }
        for (let i = 0; i < g.count; i++) {
            first[i + 1] += first[i];
        }
        const next = first.slice();
        this.woken = new Int32Array(first[g.count]);
        for (let i = 0; i < spans; i++) {
            if ((head[i] & 3) === RUNNABLE && ref[i] >= 0) {
                this.woken[next[ref[i]]++] = i;
            }
        }
        this.firstWoken = first;
        this.sorted = new Set();
    }

    /** Returns pairs of operations: send, and the receive of that value. A channel is a queue. */
    messages() {
        if (!this.pairs) {
            const { ops, meta } = this.trace;
            const queues = meta.objects.map(() => null);
            this.pairs = [];
            for (let i = 0; i < ops.count; i++) {
                const object = ops.object[i];
                if (object < 0 || ops.kind[i] > 1) {
                    continue;
                }
                const queue = queues[object] || (queues[object] = new Matching(ops, i));
                queue.add(i, ops.kind[i] === 0, this.pairs);
            }
        }
        return this.pairs;
    }
}

/** Of an unbuffered channel the receive may be recorded before its send. */
class Matching {
    constructor(ops, first) {
        const before = ops.kind[first] === 0 ? ops.value[first] - 1 : ops.value[first] + 1;
        /** So many values were in the buffer before the recording. */
        this.old = Math.max(0, before);
        this.sends = [];
        this.receives = [];
        this.nextSend = 0;
        this.nextReceive = 0;
    }

    add(op, isSend, pairs) {
        if (isSend) {
            this.sends.push(op);
        } else if (this.old > 0) {
            this.old--;
        } else {
            this.receives.push(op);
        }
        while (this.nextSend < this.sends.length && this.nextReceive < this.receives.length) {
            pairs.push(this.sends[this.nextSend++], this.receives[this.nextReceive++]);
        }
    }
}

function drawLinks(timeline, firstRow, lastRow) {
    const { view } = timeline;
    if (view.path) {
        drawPath(timeline);
    }
    if (view.arrows) {
        drawAllArrows(timeline, firstRow, lastRow);
    } else if (view.span >= 0 || view.goroutine >= 0) {
        drawArrowsOf(timeline, view.goroutine, view.span);
    }
}

function drawArrowsOf(timeline, g, span) {
    const { trace, from, to } = timeline.view;
    const inRange = (i) => trace.start[i] >= from && trace.start[i] <= to;
    let arrows = [];
    if (span >= 0) {
        arrows = [...causes(trace, span), ...timeline.links.wokenBy(g)
            .filter((i) => trace.start[i] >= trace.start[span] && trace.start[i] <= trace.end[span])];
    } else {
        for (let i = trace.first[g]; i < trace.first[g + 1]; i++) {
            if (stateOf(trace, i) === RUNNABLE && inRange(i)) {
                arrows.push(i);
            }
        }
        arrows = [...arrows, ...timeline.links.wokenBy(g).filter(inRange)];
    }
    arrows.slice(0, MOST_ARROWS).forEach((i) => wakeArrow(timeline, i));
    messageArrows(timeline, (op) => trace.ops.goroutine[op] === g && (span < 0
        || trace.ops.time[op] >= trace.start[span] && trace.ops.time[op] <= trace.end[span]));
}

/** Returns the wake-ups that led to a span: its own, or that of the RUNNABLE span before it. */
function causes(trace, span) {
    const g = trace.owner[span];
    const state = stateOf(trace, span);
    if (state === RUNNABLE) {
        return [span];
    }
    const neighbour = state === WAITING ? span + 1 : span - 1;
    const isOwn = neighbour >= trace.first[g] && neighbour < trace.first[g + 1];
    return isOwn && stateOf(trace, neighbour) === RUNNABLE ? [neighbour] : [];
}

/** Draws the arrows of the visible rows, if they are not too many. */
function drawAllArrows(timeline, firstRow, lastRow) {
    const { view } = timeline;
    const { trace } = view;
    const found = [];
    for (let index = firstRow; index < lastRow; index++) {
        const row = view.rows[index];
        if (row.kind !== 'goroutine') {
            continue;
        }
        const high = trace.first[row.g + 1];
        let i = firstStartingAt(trace, null, trace.first[row.g], high, view.from);
        for (; i < high && trace.start[i] < view.to; i++) {
            if (stateOf(trace, i) === RUNNABLE && trace.ref[i] >= 0) {
                found.push(i);
            }
            if (found.length > MOST_ARROWS) {
                return;
            }
        }
    }
    found.forEach((i) => wakeArrow(timeline, i));
    messageArrows(timeline, () => true);
}

function wakeArrow(timeline, span) {
    const { trace, rows } = timeline.view;
    const waker = trace.ref[span];
    if (waker < 0) {
        return;
    }
    const x = timeline.x(trace.start[span]);
    arrow(timeline, x, timeline.middle(rows.of(waker)), x,
        timeline.middle(rows.of(trace.owner[span])), timeline.colours.mark, []);
}

function messageArrows(timeline, wanted) {
    const { trace, from, to, rows } = timeline.view;
    const { time, goroutine } = trace.ops;
    const pairs = timeline.links.messages();
    let drawn = 0;
    for (let i = 0; i < pairs.length && drawn < MOST_ARROWS; i += 2) {
        const [send, receive] = [pairs[i], pairs[i + 1]];
        if (time[receive] < from || time[send] > to || !(wanted(send) || wanted(receive))) {
            continue;
        }
        drawn++;
        arrow(timeline, timeline.x(time[send]), timeline.middle(rows.of(goroutine[send])),
            timeline.x(time[receive]), timeline.middle(rows.of(goroutine[receive])),
            timeline.colours.message, [3, 3]);
    }
}

function arrow(timeline, x1, y1, x2, y2, colour, dash) {
    const c = timeline.context;
    if (Math.max(x1, x2) < timeline.gutter || Math.abs(y1 - y2) < 1) {
        return;
    }
    c.strokeStyle = colour;
    c.fillStyle = colour;
    c.lineWidth = 1.3;
    c.setLineDash(dash);
    c.beginPath();
    c.moveTo(x1, y1);
    c.lineTo(x2, y2);
    c.stroke();
    c.setLineDash([]);
    const angle = Math.atan2(y2 - y1, x2 - x1);
    c.beginPath();
    c.moveTo(x2, y2);
    c.lineTo(x2 - 7 * Math.cos(angle - 0.4), y2 - 7 * Math.sin(angle - 0.4));
    c.lineTo(x2 - 7 * Math.cos(angle + 0.4), y2 - 7 * Math.sin(angle + 0.4));
    c.fill();
}

function drawPath(timeline) {
    const { view, context: c } = timeline;
    const steps = view.trace.meta.path.steps;
    c.strokeStyle = timeline.colours.text;
    c.lineWidth = 2;
    c.beginPath();
    let previous = NaN;
    for (const [g, start, end] of steps) {
        if (end < view.from || start > view.to) {
            continue;
        }
        const y = timeline.middle(view.rows.of(g)) + ROW_HEIGHT / 2 - 2;
        const left = Math.max(timeline.gutter, timeline.x(start));
        if (Number.isNaN(previous)) {
            c.moveTo(left, y);
        } else if (y !== previous) {
            c.lineTo(left, y);
        }
        c.lineTo(timeline.x(end), y);
        previous = y;
    }
    c.stroke();
}
