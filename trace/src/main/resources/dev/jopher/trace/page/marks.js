// What is drawn around the spans: names of rows, the ruler, pauses, and what is selected.

Object.assign(Timeline.prototype, {
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
    },

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
            const isOpen = row.kind === 'title' || row.kind === 'group' && !row.group.folded;
            const room = isOpen ? this.width : this.gutter;
            c.fillText(this.fitted(nameOfRow(view.trace, row), room - 12), 6,
                y + row.height / 2 + 0.5);
        }
    },

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
    },

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
    },

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
    },

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
    },
});

function nameOfRow(trace, row) {
    switch (row.kind) {
    case 'group':
        return (row.group.folded ? '▸ ' : '▾ ') + row.group.title;
    case 'goroutine':
        return row.group.members.length > 1 ? '   ' + goroutineName(trace, row.g)
            : (goroutineName(trace, row.g) + ' ' + placeOf(trace, row.group.place)).trim();
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
