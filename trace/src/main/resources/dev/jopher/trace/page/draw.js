// Draws the timeline on a canvas. A span narrower than a pixel shares it with its neighbours: the
// pixel shows how much of it each state has. So a frame costs the same for any number of spans.

const RULER = 24;
/** From so many spans of one pixel this many are looked at. */
const SAMPLES = 64;
const MOST_ARROWS = 1500;
const MOST_LABELS = 300;

class Timeline {
    constructor(view, canvas) {
        this.view = view;
        this.canvas = canvas;
        this.context = canvas.getContext('2d');
        this.links = new Links(view.trace);
        this.scrollY = 0;
        this.resize();
        this.fitGutter();
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
        this.gutterOf = null;
    }

    /** As wide as the names of the rows need, within limits. */
    fitGutter() {
        const { rows, trace } = this.view;
        if (this.gutterOf === rows) {
            return;
        }
        this.gutterOf = rows;
        this.context.font = '600 12px system-ui, sans-serif';
        const most = rows.slice(0, 500).reduce((width, row) => Math.max(width,
            this.context.measureText(nameOfRow(trace, row)).width), 0);
        this.gutter = Math.round(Math.min(this.width < 560 ? 104 : 230, Math.max(60, most + 18)));
    }

    /** As high as its rows, but at most 60 % of the window. Then it scrolls. */
    fit() {
        const rows = this.view.rows.total + RULER + 4;
        const most = Math.max(180, window.innerHeight * 0.6);
        const height = Math.round(Math.max(120, Math.min(most, rows)));
        if (height !== this.height) {
            this.canvas.style.height = height + 'px';
            this.resize();
        }
        this.canvas.style.touchAction = rows <= height ? 'pan-y' : 'none';
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
        this.fit();
        this.fitGutter();
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
        drawNotes(this, firstRow, last);
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

    /**
     * Draws the spans of one row: those of a list, or all from low to high. A span of two pixels or
     * more fills its whole pixels. Each other pixel is shared.
     */
    spans(list, low, high, y, height) {
        const { trace, from } = this.view;
        const { start, end } = trace;
        const width = Math.floor(this.width - this.gutter);
        const scale = (this.width - this.gutter) / (this.view.to - from);
        let i = firstEndingAfter(trace, list, low, high, from);
        let x = 0;
        while (i < high && x < width) {
            const span = list ? list[i] : i;
            const left = (start[span] - from) * scale;
            const right = Math.min(width, Math.floor((end[span] - from) * scale));
            x = Math.max(x, Math.floor(left));
            if (left <= x && right - x >= 2) {
                this.span(span, this.gutter + x, right - x, y, height, list !== null);
                x = right;
            } else if (x < width) {
                const next = firstStartingAt(trace, list, i, high, from + (x + 1) / scale);
                this.pixel(list, i, next, x, y, height, from + x / scale, 1 / scale);
                x++;
            }
            i = firstEndingAfter(trace, list, i, high, from + x / scale);
        }
    }

    span(span, x, width, y, height, onProcessor) {
        const state = stateOf(this.view.trace, span);
        this.rect(state, x, width, y, height);
        if (width > (onProcessor ? 30 : 50) && this.labels.length < MOST_LABELS) {
            this.labels.push({ span, x, width, y: y + height / 2, onProcessor });
        }
    }

    /** The states also differ by height, for eyes and projectors that do not see the colours. */
    rect(state, x, width, y, height) {
        const h = state === WAITING ? Math.max(2, height * 0.3)
            : state === RUNNABLE ? height * 0.6 : height;
        this.put(state, x, y + (height - h) / 2, width, h);
    }

    /** Adds a rectangle, or makes the last one wider. */
    put(state, x, y, width, height) {
        const list = this.rects[state];
        const last = list.length - 4;
        if (last >= 0 && list[last + 1] === y && list[last + 3] === height
                && list[last] + list[last + 2] === x) {
            list[last + 2] += width;
        } else {
            list.push(x, y, width, height);
        }
    }

    /** Draws a pixel: on the edge of two spans the longer one, else the share of each state. */
    pixel(list, low, high, x, y, height, from, width) {
        const { start, end, head } = this.view.trace;
        const shares = [0, 0, 0, 0];
        const step = Math.max(1, Math.ceil((high - low) / SAMPLES));
        for (let i = low; i < high; i += step) {
            const span = list ? list[i] : i;
            const time = Math.min(end[span], from + width) - Math.max(start[span], from);
            shares[head[span] & 3] += Math.max(0, time) * step / width;
        }
        const most = Math.max(...shares);
        if (high - low <= 2 && most > 0.5) {
            this.rect(shares.indexOf(most), this.gutter + x, 1, y, height);
            return;
        }
        const only = list ? list[low] : low;
        const isEdge = start[only] < from || end[only] > from + width;
        if (high - low === 1 && most <= 0.5 && isEdge) {
            return;
        }
        if (shares[WAITING] > 0.3) {
            this.rect(WAITING, this.gutter + x, 1, y, height);
        }
        let bottom = y + height;
        for (const state of [RUNNING, SYSCALL, RUNNABLE]) {
            if (shares[state] > 0) {
                const h = Math.min(bottom - y, Math.max(2, Math.round(shares[state] * height)));
                this.put(state, this.gutter + x, bottom - h, 1, h);
                bottom -= h;
            }
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
            const share = (time) => (time <= 0 ? 0 : Math.max(1, Math.round(time / alive * height)));
            const running = Math.min(height, share(parts.running[i]));
            const runnable = Math.min(height - running, share(parts.runnable[i]));
            const x = this.gutter + i;
            this.put(WAITING, x, y + height - 3, 1, 3);
            if (running > 0) {
                this.put(RUNNING, x, y + height - running, 1, running);
            }
            if (runnable > 0) {
                this.put(RUNNABLE, x, y + height - running - runnable, 1, runnable);
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
        this.labels.forEach((label) => this.label(label));
    }

    label({ span, x, width, y, onProcessor }) {
        const { trace } = this.view;
        const state = stateOf(trace, span);
        let text = reasonOf(trace, span) || STATE_NAMES[state];
        if (state === WAITING && trace.ref[span] >= 0) {
            text += ' · ' + objectName(trace, trace.ref[span]);
        } else if (state === RUNNING) {
            text = onProcessor ? goroutineName(trace, trace.owner[span])
                : 'P' + processorOf(trace, span);
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
}
