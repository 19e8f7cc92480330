// Search: goroutines by number, name, label, function and line; objects by name, kind and line.

const MOST_HITS = 40;

function search(trace, query) {
    const words = query.toLowerCase().split(/\s+/).filter((word) => word);
    const hits = [];
    if (words.length === 0) {
        return hits;
    }
    const fits = (text) => words.every((word) => text.toLowerCase().includes(word));
    trace.meta.objects.forEach((_, object) => {
        if (hits.length < MOST_HITS && fits(objectName(trace, object))) {
            hits.push({ object, text: objectName(trace, object) });
        }
    });
    for (let g = 0; g < trace.g.count && hits.length < MOST_HITS; g++) {
        const place = placeOf(trace, trace.g.place[g]);
        const text = 'goroutine ' + goroutineName(trace, g) + (place ? ' of ' + place : '');
        const more = stringOf(trace, trace.g.labels[g]) + ' '
            + stringOf(trace, trace.g.function[g]);
        if (fits(text + ' ' + more)) {
            hits.push({ g, text });
        }
    }
    return hits;
}

function listenToSearch(view) {
    const input = document.getElementById('search');
    const list = document.getElementById('hits');
    const go = (hit) => {
        if (hit.object === undefined) {
            view.goToGoroutine(hit.g);
        } else {
            view.object = -1;
            view.selectObject(hit.object);
        }
    };
    const update = () => {
        const hits = search(view.trace, input.value);
        list.replaceChildren(...hits.map((hit) => make('li', {}, link(hit.text, () => go(hit)))));
        list.hidden = input.value.trim() === '';
        if (!list.hidden && hits.length === 0) {
            list.replaceChildren(make('li', {}, 'nothing found'));
        }
        if (view.query !== input.value) {
            view.query = input.value;
            view.saveSoon();
        }
        return hits;
    };
    input.value = view.query;
    update();
    input.addEventListener('input', update);
    input.addEventListener('keydown', (event) => {
        const [hit] = event.key === 'Enter' ? update() : [];
        if (hit) {
            go(hit);
        } else if (event.key === 'Escape') {
            input.value = '';
            update();
            document.getElementById('timeline').focus();
        }
    });
}
