// Draws the timeline on a canvas. A span narrower than a pixel shares it with its neighbours: the
// pixel shows how much of it each state has. So a frame costs the same for any number of spans.

const RULER = 24;
/** From so many spans of one pixel this many are looked at. */
const SAMPLES = 64;
const MOST_ARROWS = 1500;

class Timeline {
    constructor(view, canvas) {
        this.view = view;
        this.canvas = canvas;
        this.context = canvas.getContext('2d');
        this.links = new Links(view.trace);
        this.scrollY = 0;
        this.resize();
        this.readColours();
        view.onChange(() => this.soon());
        new ResizeObserver(() => {
            this.resize();
            this.soon();
        }).observe(canvas);
    }

    resize() {
        const ratio = window.devicePixelRatio || 1;
        this.width = this.canvas.clientWidth;
        this.height = this.canvas.clientHeight;
        this.canvas.width = Math.round(this.width * ratio);
        this.canvas.height = Math.round(this.height * ratio);
        this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
        this.gutter = this.width < 560 ? 104 : 210;
    }

    readColours() {
        const style = getComputedStyle(document.documentElement);
        const names = ['running', 'runnable', 'waiting', 'syscall', 'text', 'dim', 'line', 'page',
            'band', 'mark', 'message', 'pause'];
        this.colours = Object.fromEntries(names.map((name) => [name,
            style.getPropertyValue('--' + name).trim()]));
        this.ofState = [this.colours.running, this.colours.runnable, this.colours.waiting,
            this.colours.syscall];
    }

    /** Draws before the next frame. */
    soon() {
        if (!this.waits) {
            this.waits = true;
            requestAnimationFrame(() => {
                this.waits = false;
                this.draw();
            });
        }
    }

    /** Returns the time at an x of the canvas. */
    timeAt(x) {
        const { from, to } = this.view;
        return from + (x - this.gutter) / (this.width - this.gutter) * (to - from);
    }

    x(time) {
        const { from, to } = this.view;
        return this.gutter + (time - from) / (to - from) * (this.width - this.gutter);
    }

    /** Returns the middle of a row on the canvas. */
    middle(index) {
        const row = this.view.rows[index];
        return RULER + row.y - this.scrollY + row.height / 2;
    }

    scrollTo(y) {
        const most = Math.max(0, this.view.rows.total - (this.height - RULER));
        const before = this.scrollY;
        this.scrollY = Math.min(most, Math.max(0, y));
        this.soon();
        return this.scrollY !== before;
    }

    /** Scrolls until the row can be seen. */
    reveal(index) {
        const row = this.view.rows[index];
        const space = this.height - RULER;
        if (row && (row.y < this.scrollY || row.y + row.height > this.scrollY + space)) {
            this.scrollTo(row.y - space / 3);
        }
    }

    draw() {
        const { context: c, view, colours } = this;
        if (view.wanted >= 0) {
            this.reveal(view.wanted);
            view.wanted = -1;
        }
        this.scrollTo(this.scrollY);
        c.fillStyle = colours.page;
        c.fillRect(0, 0, this.width, this.height);
        this.rects = [[], [], [], []];
        this.labels = [];
        const firstRow = Math.max(0, rowAt(view.rows, this.scrollY));
        let last = firstRow;
        for (; last < view.rows.length; last++) {
            if (RULER + view.rows[last].y - this.scrollY > this.height) {
                break;
            }
            this.row(view.rows[last], last);
        }
        this.fill();
        this.pauses();
        this.marks(firstRow, last);
        drawLinks(this, firstRow, last);
        this.names(firstRow, last);
        this.ruler();
    }

    row(row, index) {
        const { view, colours, context: c } = this;
        const y = RULER + row.y - this.scrollY;
        if (row.kind === 'group' || row.kind === 'title') {
            c.fillStyle = colours.band;
            c.fillRect(0, y, this.width, row.height);
        }
        if (row.kind === 'group' && row.group.folded) {
            this.densityOf(row.group, y + 1, row.height - 2);
        } else if (row.kind === 'goroutine') {
            const { first } = view.trace;
            this.spans(null, first[row.g], first[row.g + 1], y + 2, row.height - 4);
        } else if (row.kind === 'processor') {
            this.spans(row.spans, 0, row.spans.length, y + 2, row.height - 4);
        }
        if (index === view.cursor && document.activeElement === this.canvas) {
            c.strokeStyle = colours.mark;
            c.lineWidth = 1;
            c.strokeRect(0.5, y + 0.5, this.width - 1, row.height - 1);
        }
    }

    /** Draws the spans of one row: those of a list, or all from low to high. */
    spans(list, low, high, y, height) {
        const { trace, from, to } = this.view;
        const { start, end } = trace;
        const scale = (this.width - this.gutter) / (to - from);
        let i = firstEndingAfter(trace, list, low, high, from);
        while (i < high) {
            const span = list ? list[i] : i;
            if (start[span] >= to) {
                break;
            }
            const left = Math.max(0, (start[span] - from) * scale);
            const right = Math.min(this.width - this.gutter, (end[span] - from) * scale);
            if (right - left >= 1) {
                this.span(span, this.gutter + left, right - left, y, height);
                i++;
                continue;
            }
            const pixel = Math.floor(left);
            const next = firstStartingAt(trace, list, i + 1, high, from + (pixel + 1) / scale);
            this.pixel(list, i, next, this.gutter + pixel, y, height, from + pixel / scale,
                1 / scale);
            const lastSpan = list ? list[next - 1] : next - 1;
            const isLong = next - 1 > i && (end[lastSpan] - start[lastSpan]) * scale >= 1;
            i = isLong ? next - 1 : next;
        }
    }

    span(span, x, width, y, height) {
        const state = stateOf(this.view.trace, span);
        this.rect(state, x, width, y, height);
        if (width > 70 && this.labels.length < 400) {
            this.labels.push(span, x, width, y + height / 2);
        }
    }

    /** The states also differ by height, for eyes and projectors that do not see the colours. */
    rect(state, x, width, y, height) {
        const h = state === WAITING ? Math.max(2, height * 0.3)
            : state === RUNNABLE ? height * 0.6 : height;
        this.rects[state].push(x, y + (height - h) / 2, width, h);
    }

    pixel(list, low, high, x, y, height, from, width) {
        const { start, end, head } = this.view.trace;
        const shares = [0, 0, 0, 0];
        const step = Math.max(1, Math.ceil((high - low) / SAMPLES));
        for (let i = low; i < high; i += step) {
            const span = list ? list[i] : i;
            const time = Math.min(end[span], from + width) - Math.max(start[span], from);
            shares[head[span] & 3] += Math.max(0, time) * step;
        }
        let bottom = y + height;
        for (let state = 0; state < 4; state++) {
            if (shares[state] > 0 && state !== WAITING) {
                const h = Math.max(1, Math.min(1, shares[state] / width) * height);
                this.rects[state].push(x, Math.max(y, bottom - h), 1, h);
                bottom = Math.max(y, bottom - h);
            }
        }
        if (bottom === y + height) {
            this.rect(WAITING, x, 1, y, height);
        }
    }

    densityOf(group, y, height) {
        const width = Math.max(1, Math.floor(this.width - this.gutter));
        const parts = density(this.view, group, width);
        for (let i = 0; i < width; i++) {
            const alive = parts.alive[i];
            if (alive <= 0.001) {
                continue;
            }
            const running = Math.min(1, parts.running[i] / alive) * height;
            const runnable = Math.min(height - running, parts.runnable[i] / alive * height);
            const x = this.gutter + i;
            this.rects[WAITING].push(x, y + height - 3, 1, 3);
            if (running > 0) {
                this.rects[RUNNING].push(x, y + height - Math.max(1, running), 1,
                    Math.max(1, running));
            }
            if (runnable > 0) {
                this.rects[RUNNABLE].push(x, y + height - running - runnable, 1, runnable);
            }
        }
    }

    fill() {
        const c = this.context;
        for (const state of [WAITING, RUNNABLE, RUNNING, SYSCALL]) {
            c.fillStyle = this.ofState[state];
            const list = this.rects[state];
            for (let i = 0; i < list.length; i += 4) {
                c.fillRect(list[i], list[i + 1], list[i + 2], list[i + 3]);
            }
        }
        c.font = '11px system-ui, sans-serif';
        c.textBaseline = 'middle';
        for (let i = 0; i < this.labels.length; i += 4) {
            this.label(this.labels[i], this.labels[i + 1], this.labels[i + 2],
                this.labels[i + 3]);
        }
    }

    label(span, x, width, y) {
        const { trace } = this.view;
        const state = stateOf(trace, span);
        let text = reasonOf(trace, span) || STATE_NAMES[state];
        if (state === WAITING && trace.ref[span] >= 0) {
            text += ' · ' + objectName(trace, trace.ref[span]);
        } else if (state === RUNNING) {
            text = 'P' + processorOf(trace, span);
        }
        const c = this.context;
        const room = Math.floor((width - 8) / 6);
        if (text.length > room) {
            text = text.slice(0, Math.max(0, room - 1)) + '…';
        }
        if (state === WAITING) {
            const shown = c.measureText(text).width;
            c.fillStyle = this.colours.page;
            c.fillRect(x + 3, y - 7, shown + 4, 14);
        }
        c.fillStyle = state === WAITING ? this.colours.dim : '#000';
        c.fillText(text, x + 5, y);
    }

    pauses() {
        const c = this.context;
        c.fillStyle = this.colours.pause;
        for (const pause of this.view.trace.pauses) {
            if (pause.end > this.view.from && pause.start < this.view.to) {
                const left = Math.max(this.gutter, this.x(pause.start));
                const right = Math.max(left + 1, this.x(pause.end));
                c.fillRect(left, RULER, right - left, this.height);
            }
        }
    }

    names(firstRow, lastRow) {
        const { view, context: c, colours } = this;
        c.fillStyle = colours.page;
        c.fillRect(0, RULER, this.gutter - 4, this.height);
        c.font = '12px system-ui, sans-serif';
        c.textBaseline = 'middle';
        for (let index = firstRow; index < lastRow; index++) {
            const row = view.rows[index];
            const y = RULER + row.y - this.scrollY;
            const bold = row.kind === 'group' || row.kind === 'title';
            if (bold) {
                c.fillStyle = colours.band;
                c.fillRect(0, y, this.gutter - 4, row.height);
            }
            c.fillStyle = row.kind === 'goroutine' && row.g === view.goroutine ? colours.mark
                : colours.text;
            c.font = (bold ? '600 ' : '') + '12px system-ui, sans-serif';
            c.fillText(this.fitted(nameOfRow(view.trace, row), this.gutter - 12), 6,
                y + row.height / 2 + 0.5);
        }
    }

    fitted(text, width) {
        const c = this.context;
        if (c.measureText(text).width <= width) {
            return text;
        }
        let n = Math.floor(text.length * width / c.measureText(text).width);
        while (n > 1 && c.measureText(text.slice(0, n) + '…').width > width) {
            n--;
        }
        return text.slice(0, n) + '…';
    }

    ruler() {
        const { context: c, colours, view } = this;
        c.fillStyle = colours.page;
        c.fillRect(0, 0, this.width, RULER);
        c.fillStyle = colours.line;
        c.fillRect(0, RULER - 1, this.width, 1);
        c.font = '11px system-ui, sans-serif';
        const step = niceStep((view.to - view.from) / Math.max(2, (this.width - this.gutter) / 110));
        for (let t = Math.ceil(view.from / step) * step; t <= view.to; t += step) {
            const x = this.x(t);
            c.fillStyle = colours.line;
            c.fillRect(x, RULER - 6, 1, 6);
            c.fillStyle = colours.dim;
            c.fillText(formatTime(t), x + 3, RULER / 2);
        }
        c.fillStyle = colours.dim;
        c.fillText(formatTime(view.to - view.from), 6, RULER / 2);
    }

    /** Marks the selection, and what waits on the selected object. */
    marks(firstRow, lastRow) {
        const { view, context: c, colours } = this;
        const { trace } = view;
        if (view.object >= 0) {
            c.fillStyle = colours.mark;
            for (let index = firstRow; index < lastRow; index++) {
                const row = view.rows[index];
                if (row.kind === 'goroutine') {
                    this.underline(row);
                }
            }
        }
        if (view.span >= 0) {
            const row = view.rows.of(trace.owner[view.span]);
            const left = Math.max(this.gutter, this.x(trace.start[view.span]));
            const right = Math.min(this.width, this.x(trace.end[view.span]));
            if (right >= this.gutter && left <= this.width) {
                c.strokeStyle = colours.mark;
                c.lineWidth = 2;
                c.strokeRect(left, this.middle(row) - ROW_HEIGHT / 2 + 1,
                    Math.max(2, right - left), ROW_HEIGHT - 2);
            }
        }
    }

    underline(row) {
        const { view } = this;
        const { trace } = view;
        const high = trace.first[row.g + 1];
        let i = firstEndingAfter(trace, null, trace.first[row.g], high, view.from);
        const y = RULER + row.y - this.scrollY + row.height - 4;
        let drawn = -1;
        for (; i < high && trace.start[i] < view.to; i++) {
            if (stateOf(trace, i) === WAITING && trace.ref[i] === view.object) {
                const left = Math.max(this.gutter, this.x(trace.start[i]));
                const right = Math.min(this.width, this.x(trace.end[i]));
                if (right > drawn + 0.5) {
                    this.context.fillRect(left, y, Math.max(1, right - left), 3);
                    drawn = right;
                }
            }
        }
    }
}

function nameOfRow(trace, row) {
    switch (row.kind) {
    case 'group':
        return (row.group.folded ? '▸ ' : '▾ ') + row.group.title;
    case 'goroutine':
        return (row.group.members.length > 1 ? '   ' : '') + goroutineName(trace, row.g);
    case 'processor':
        return 'P' + row.p;
    default:
        return row.text;
    }
}

/** Returns 1, 2 or 5 times a power of ten, at least this much. */
function niceStep(least) {
    const power = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
    for (const factor of [1, 2, 5]) {
        if (factor * power >= least) {
            return factor * power;
        }
    }
    return 10 * power;
}
