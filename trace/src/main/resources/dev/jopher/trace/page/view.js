// What is shown: the part of time, the selection, which groups are open. It is in the page's
// address, so that a link shows the same.

class View {
    constructor(trace) {
        this.trace = trace;
        this.listeners = [];
        const { begin, end } = trace.meta;
        /** What is shown at first: the time in which there are goroutines. */
        this.home = end > begin ? { from: begin, to: end } : { from: 0, to: trace.duration };
        this.from = this.home.from;
        this.to = this.home.to;
        this.span = -1;
        this.goroutine = -1;
        this.processor = -1;
        this.object = -1;
        this.query = '';
        this.arrows = false;
        this.path = false;
        this.theme = '';
        this.top = 0;
        this.cursor = 0;
        makeGroups(this);
        this.layOut();
    }

    /** Calls back after each change. "range" is true if the part of time has changed. */
    onChange(listener) {
        this.listeners.push(listener);
    }

    changed(range) {
        for (const listener of this.listeners) {
            listener(range === true);
        }
        this.saveSoon();
    }

    layOut() {
        this.rows = makeRows(this);
    }

    show(from, to) {
        const whole = this.trace.duration;
        const length = Math.min(whole, Math.max(20, to - from));
        this.from = Math.min(Math.max(0, from), whole - length);
        this.to = this.from + length;
        this.changed(true);
    }

    /** Makes the part of time shorter (factor below 1) or longer around a moment. */
    zoom(factor, around) {
        const at = around === undefined ? (this.from + this.to) / 2 : around;
        this.show(at - (at - this.from) * factor, at + (this.to - at) * factor);
    }

    showAll() {
        this.show(this.home.from, this.home.to);
    }

    isHome() {
        return this.from === this.home.from && this.to === this.home.to;
    }

    pan(share) {
        const by = (this.to - this.from) * share;
        this.show(this.from + by, this.to + by);
    }

    fold(group, folded) {
        group.folded = folded;
        this.layOut();
        this.changed();
    }

    foldAll(folded) {
        for (const group of this.groups) {
            group.folded = folded && group.members.length > 1;
        }
        this.layOut();
        this.changed();
    }

    selectProcessor(p) {
        this.processor = p;
        this.span = -1;
        this.goroutine = -1;
        this.changed();
    }

    selectSpan(span) {
        this.processor = -1;
        this.span = span;
        this.goroutine = span < 0 ? -1 : this.trace.owner[span];
        this.changed();
    }

    selectGoroutine(g) {
        this.processor = -1;
        this.span = -1;
        this.goroutine = g;
        this.changed();
    }

    selectObject(object) {
        this.object = this.object === object ? -1 : object;
        this.changed();
    }

    /** Opens the group of a goroutine, so that it has a row. Returns its row. */
    reveal(g) {
        const group = this.groupOf(g);
        if (group.folded) {
            group.folded = false;
            this.layOut();
        }
        return this.rows.findIndex((row) => row.kind === 'goroutine' && row.g === g);
    }

    /** Goes to a span: its row is shown, and its time, unless it is on the screen already. */
    goTo(span) {
        const { start, end, owner } = this.trace;
        this.cursor = this.reveal(owner[span]);
        this.wanted = this.cursor;
        if (start[span] < this.from || end[span] > this.to) {
            const length = Math.max(this.to - this.from, (end[span] - start[span]) * 1.2);
            const middle = (start[span] + end[span]) / 2;
            this.show(middle - length / 2, middle + length / 2);
        }
        this.selectSpan(span);
    }

    goToGoroutine(g) {
        this.cursor = this.reveal(g);
        this.wanted = this.cursor;
        this.selectGoroutine(g);
    }

    groupOf(g) {
        return this.groups[this.groupIndex[g]];
    }

    // --- the address

    saveSoon() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => history.replaceState(null, '', '#' + this.address()), 120);
    }

    address() {
        const words = new URLSearchParams();
        if (!this.isHome()) {
            words.set('from', Math.round(this.from));
            words.set('to', Math.round(this.to));
        }
        const put = (name, value, without) => value !== without && words.set(name, value);
        put('span', this.span, -1);
        put('goroutine', this.span < 0 ? this.goroutine : -1, -1);
        put('object', this.object, -1);
        put('search', this.query, '');
        put('arrows', this.arrows ? 1 : 0, 0);
        put('path', this.path ? 1 : 0, 0);
        put('theme', this.theme, '');
        const other = this.groups.filter((group) => group.folded !== group.foldedAtFirst);
        put('turned', other.map((group) => group.place).join('.'), '');
        return words.toString();
    }

    restore(address) {
        const words = new URLSearchParams(address);
        const number = (name, without, limit) => {
            const value = words.has(name) ? Number(words.get(name)) : without;
            return Number.isFinite(value) && value < limit ? value : without;
        };
        const turned = (words.get('turned') || '').split('.');
        for (const group of this.groups) {
            const other = turned.includes(String(group.place));
            group.folded = other ? !group.foldedAtFirst : group.foldedAtFirst;
        }
        this.layOut();
        this.object = number('object', -1, this.trace.meta.objects.length);
        this.query = words.get('search') || '';
        this.arrows = words.get('arrows') === '1';
        this.path = words.get('path') === '1';
        this.theme = words.get('theme') || '';
        this.span = number('span', -1, this.trace.spans);
        this.goroutine = this.span >= 0 ? this.trace.owner[this.span]
            : number('goroutine', -1, this.trace.g.count);
        if (this.goroutine >= 0) {
            this.wanted = this.cursor = this.reveal(this.goroutine);
        }
        this.show(number('from', this.home.from, Infinity), number('to', this.home.to, Infinity));
    }
}
