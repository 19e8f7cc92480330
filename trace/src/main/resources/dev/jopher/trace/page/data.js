// The recording: decoded from the page into columns, like the Java class Recording. A span, a
// goroutine, an object is its index. -1 is "none". Times are nanoseconds.

const RUNNING = 0;
const RUNNABLE = 1;
const WAITING = 2;
const SYSCALL = 3;
const STATE_NAMES = ['running', 'runnable', 'waiting', 'system call'];
const OPERATIONS = ['send', 'receive', 'receive (closed)', 'close', 'lock', 'unlock', 'rlock',
    'runlock', 'select case'];
const PROCESSOR_EVENTS = ['steals', 'loses its slot', 'fires timers'];

/** Reads numbers of seven bits a byte, the lowest first. */
class Numbers {
    constructor(bytes) {
        this.bytes = bytes;
        this.at = 0;
    }

    next() {
        const bytes = this.bytes;
        let byte = bytes[this.at++];
        if (byte < 128) {
            return byte;
        }
        let value = byte & 127;
        let factor = 128;
        do {
            byte = bytes[this.at++];
            value += (byte & 127) * factor;
            factor *= 128;
        } while (byte >= 128);
        return value;
    }

    signed() {
        const n = this.next();
        return n % 2 === 0 ? n / 2 : -(n + 1) / 2;
    }
}

/** Returns the bytes of the element "data". */
async function embeddedBytes() {
    const text = document.getElementById('data').textContent.trim();
    const packed = Uint8Array.fromBase64
        ? Uint8Array.fromBase64(text)
        : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function loadTrace() {
    const meta = JSON.parse(document.getElementById('meta').textContent);
    const numbers = new Numbers(await embeddedBytes());
    const trace = { meta, duration: Math.max(1, meta.duration) };
    readGoroutines(trace, numbers);
    readSpans(trace, numbers);
    readProcessors(trace, numbers);
    readOperations(trace, numbers);
    trace.pauses = readMarks(numbers);
    trace.regions = readMarks(numbers);
    trace.logs = readMarks(numbers);
    return trace;
}

function readGoroutines(trace, numbers) {
    const n = numbers.next();
    const g = { count: n, id: new Float64Array(n), created: new Float64Array(n),
        ended: new Float64Array(n) };
    const links = ['name', 'labels', 'parent', 'place', 'function'];
    for (const link of links) {
        g[link] = new Int32Array(n);
    }
    for (let i = 0; i < n; i++) {
        g.id[i] = numbers.next();
        for (const link of links) {
            g[link][i] = numbers.next() - 1;
        }
        g.created[i] = numbers.next();
        g.ended[i] = numbers.next() - 1;
    }
    trace.g = g;
}

// "head" of a span: its state, and from bit 2 on the reason or the processor, plus 1. "ref": the
// waker, the object or, of a system call, the processor.
function readSpans(trace, numbers) {
    const goroutines = trace.g.count;
    const n = numbers.next();
    const first = new Int32Array(goroutines + 1);
    const start = new Float64Array(n);
    const end = new Float64Array(n);
    const head = new Int32Array(n);
    const ref = new Int32Array(n);
    const stack = new Int32Array(n);
    const owner = new Int32Array(n);
    let i = 0;
    for (let g = 0; g < goroutines; g++) {
        first[g] = i;
        let time = 0;
        for (let left = numbers.next(); left > 0; left--, i++) {
            time += numbers.next();
            start[i] = time;
            time += numbers.next();
            end[i] = time;
            head[i] = numbers.next();
            owner[i] = g;
            ref[i] = -1;
            stack[i] = -1;
            if ((head[i] & 3) !== RUNNING) {
                ref[i] = numbers.next() - 1;
                stack[i] = numbers.next() - 1;
            }
        }
    }
    first[goroutines] = i;
    Object.assign(trace, { spans: n, first, start, end, head, ref, stack, owner });
}

/** Of each processor, the spans that ran on it, by time; and its events. */
function readProcessors(trace, numbers) {
    const count = numbers.next();
    trace.onProcessor = [];
    for (let p = 0; p < count; p++) {
        const list = new Int32Array(numbers.next());
        let before = 0;
        for (let i = 0; i < list.length; i++) {
            before += numbers.signed();
            list[i] = before;
        }
        trace.onProcessor.push(list);
    }
    const events = [];
    let time = 0;
    for (let left = numbers.next(); left > 0; left--) {
        time += numbers.next();
        events.push({ time, processor: numbers.next() - 1, kind: numbers.next(),
            other: numbers.next() - 1, count: numbers.next() });
    }
    trace.processorEvents = events;
}

function readOperations(trace, numbers) {
    const n = numbers.next();
    const ops = { count: n, time: new Float64Array(n), goroutine: new Int32Array(n),
        kind: new Uint8Array(n), object: new Int32Array(n), value: new Int32Array(n) };
    let time = 0;
    for (let i = 0; i < n; i++) {
        time += numbers.next();
        ops.time[i] = time;
        ops.goroutine[i] = numbers.next();
        ops.kind[i] = numbers.next();
        ops.object[i] = numbers.next() - 1;
        ops.value[i] = numbers.next() - 1;
    }
    trace.ops = ops;
}

function readMarks(numbers) {
    const marks = [];
    for (let left = numbers.next(); left > 0; left--) {
        const goroutine = numbers.next() - 1;
        const start = numbers.next();
        marks.push({ goroutine, start, end: start + numbers.next(), text: numbers.next() - 1 });
    }
    return marks;
}

// --- words

function stringOf(trace, index) {
    return index < 0 ? '' : trace.meta.strings[index];
}

function placeOf(trace, frame) {
    if (frame < 0) {
        return '';
    }
    const [, file, line] = trace.meta.frames[frame];
    return stringOf(trace, file) + ':' + line;
}

function goroutineName(trace, g) {
    const text = stringOf(trace, trace.g.name[g]) || stringOf(trace, trace.g.function[g]);
    const isMain = trace.g.parent[g] < 0 && trace.g.place[g] < 0;
    return (trace.g.id[g] + ' ' + (text || (isMain ? 'main' : ''))).trim();
}

function objectName(trace, object) {
    if (object < 0) {
        return '';
    }
    const [kind, name, place, , waited] = trace.meta.objects[object];
    const text = stringOf(trace, name);
    const where = placeOf(trace, place);
    if (!text && !where) {
        return kind + ' ' + (object + 1);
    }
    return (text ? kind + ' ' + text : kind) + (where ? (waited ? ' at ' : ' of ') + where : '');
}

function stateOf(trace, span) {
    return trace.head[span] & 3;
}

/** Returns why a span waits, or "". */
function reasonOf(trace, span) {
    const state = stateOf(trace, span);
    const index = (trace.head[span] >> 2) - 1;
    return (state === WAITING || state === SYSCALL) && index >= 0 ? trace.meta.reasons[index] : '';
}

/** Returns the processor of a running span, or -1. */
function processorOf(trace, span) {
    return stateOf(trace, span) === RUNNING ? (trace.head[span] >> 2) - 1 : -1;
}

function formatTime(nanos) {
    const abs = Math.abs(nanos);
    for (const [limit, unit, factor] of [[1e3, 'ns', 1], [1e6, 'µs', 1e3], [1e9, 'ms', 1e6]]) {
        if (abs < limit) {
            return trimmed(nanos / factor) + ' ' + unit;
        }
    }
    return trimmed(nanos / 1e9) + ' s';
}

function trimmed(value) {
    return String(Number(value.toPrecision(4)));
}

// --- search in time

/** Returns the first index in [low, high) whose span ends after the time. */
function firstEndingAfter(trace, list, low, high, time) {
    while (low < high) {
        const middle = (low + high) >> 1;
        if (trace.end[list ? list[middle] : middle] > time) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/** Returns the first index in [low, high) whose span starts at the time or later. */
function firstStartingAt(trace, list, low, high, time) {
    while (low < high) {
        const middle = (low + high) >> 1;
        if (trace.start[list ? list[middle] : middle] >= time) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/** Returns the span of a goroutine at this time, or -1. */
function spanAt(trace, g, time) {
    const i = firstEndingAfter(trace, null, trace.first[g], trace.first[g + 1], time);
    return i < trace.first[g + 1] && trace.start[i] <= time ? i : -1;
}

/**
 * Adds up how long goroutines were in each state in each of n parts of a time.
 * Returns arrays with means: how many ran, could run, and were there at all.
 */
function activity(trace, goroutines, from, to, n) {
    const width = (to - from) / n;
    const running = new Float32Array(n);
    const runnable = new Float32Array(n);
    const alive = new Float32Array(n);
    const { first, start, end, head } = trace;
    for (const g of goroutines) {
        let i = firstEndingAfter(trace, null, first[g], first[g + 1], from);
        for (; i < first[g + 1] && start[i] < to; i++) {
            const state = head[i] & 3;
            addTo(alive, start[i] - from, end[i] - from, width);
            if (state === RUNNING) {
                addTo(running, start[i] - from, end[i] - from, width);
            } else if (state === RUNNABLE) {
                addTo(runnable, start[i] - from, end[i] - from, width);
            }
        }
    }
    return { running, runnable, alive };
}

function addTo(parts, from, to, width) {
    const low = Math.max(0, from / width);
    const high = Math.min(parts.length, to / width);
    let part = Math.floor(low);
    if (high <= part + 1) {
        parts[part] += high - low;
        return;
    }
    parts[part] += part + 1 - low;
    const last = Math.floor(high);
    for (part++; part < last; part++) {
        parts[part] += 1;
    }
    if (last < parts.length) {
        parts[last] += high - last;
    }
}
