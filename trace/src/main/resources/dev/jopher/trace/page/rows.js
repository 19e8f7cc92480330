// The rows of the timeline: goroutines grouped by the line that created them, then processors.

/** A group with more members is folded at first. */
const MOST_OPEN = 12;
/** In so many parts a folded group is counted once, for views of much of the time. */
const PARTS = 8192;

const HEADER_HEIGHT = 22;
const ROW_HEIGHT = 20;

function makeGroups(view) {
    const { trace } = view;
    const byPlace = new Map();
    for (let g = 0; g < trace.g.count; g++) {
        const place = trace.g.place[g];
        if (!byPlace.has(place)) {
            byPlace.set(place, { place, members: [] });
        }
        byPlace.get(place).members.push(g);
    }
    view.groups = [...byPlace.values()];
    view.groupIndex = new Int32Array(trace.g.count);
    view.groups.forEach((group, index) => {
        group.index = index;
        group.folded = group.members.length > MOST_OPEN;
        group.foldedAtFirst = group.folded;
        group.title = groupTitle(trace, group);
        for (const g of group.members) {
            view.groupIndex[g] = index;
        }
    });
}

function groupTitle(trace, group) {
    const n = group.members.length;
    if (group.place < 0) {
        return n === 1 ? 'main' : n + ' without a line';
    }
    return n + ' × ' + placeOf(trace, group.place);
}

/** A row: kind "group", "goroutine", "title" or "processor", with "y" and "height". */
function makeRows(view) {
    const rows = [];
    let y = 0;
    const add = (row, height) => {
        row.y = y;
        row.height = height;
        y += height;
        rows.push(row);
    };
    for (const group of view.groups) {
        if (group.members.length > 1) {
            add({ kind: 'group', group }, HEADER_HEIGHT);
        }
        if (group.members.length === 1 || !group.folded) {
            for (const g of group.members) {
                add({ kind: 'goroutine', group, g }, ROW_HEIGHT);
            }
        }
    }
    add({ kind: 'title', text: 'processors' }, HEADER_HEIGHT);
    view.trace.onProcessor.forEach((spans, p) => {
        add({ kind: 'processor', p, spans }, ROW_HEIGHT);
    });
    rows.total = y;
    const rowOf = new Int32Array(view.trace.g.count).fill(-1);
    const header = new Map();
    rows.forEach((row, index) => {
        if (row.kind === 'goroutine') {
            rowOf[row.g] = index;
        } else if (row.kind === 'group') {
            header.set(row.group, index);
        }
    });
    /** The row of a goroutine, or of its folded group. */
    rows.of = (g) => (rowOf[g] >= 0 ? rowOf[g] : header.get(view.groupOf(g)));
    return rows;
}

/** Returns the row at this height, or -1. */
function rowAt(rows, y) {
    let low = 0;
    let high = rows.length - 1;
    while (low <= high) {
        const middle = (low + high) >> 1;
        if (rows[middle].y + rows[middle].height <= y) {
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    return low < rows.length && y >= 0 ? low : -1;
}

/** Returns how a group's members spend the visible time, in n parts. */
function density(view, group, n) {
    const { trace, from, to } = view;
    const key = [from, to, n].join();
    if (group.densityKey === key) {
        return group.density;
    }
    const share = (to - from) / trace.duration;
    if (share >= 1 / 8) {
        group.whole = group.whole || activity(trace, group.members, 0, trace.duration, PARTS);
        group.density = partsOf(group.whole, from / trace.duration, to / trace.duration, n);
    } else {
        group.density = activity(trace, group.members, from, to, n);
    }
    group.densityKey = key;
    return group.density;
}

function partsOf(whole, from, to, n) {
    const part = { running: new Float32Array(n), runnable: new Float32Array(n),
        alive: new Float32Array(n) };
    for (const name of Object.keys(part)) {
        for (let i = 0; i < n; i++) {
            const low = Math.floor((from + (to - from) * i / n) * PARTS);
            const high = Math.max(low + 1, Math.floor((from + (to - from) * (i + 1) / n) * PARTS));
            for (let k = low; k < high && k < PARTS; k++) {
                part[name][i] += whole[name][k] / (high - low);
            }
        }
    }
    return part;
}
