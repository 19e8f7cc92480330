// The two pictures over time: how many goroutines are in progress, and how many run.

const POINTS = 1000;

class Charts {
    constructor(view, concurrency, parallelism) {
        this.view = view;
        const { meta } = view.trace;
        this.all = Array.from({ length: view.trace.g.count }, (_, g) => g);
        this.charts = [
            this.chart(concurrency, 'in progress', '--progress', null),
            this.chart(parallelism, 'running', '--running', meta.processors),
        ];
        view.onChange((range) => range && this.soon());
        new ResizeObserver(() => this.resize()).observe(concurrency);
        this.update();
    }

    chart(place, label, colour, limit) {
        const style = (name) => getComputedStyle(document.documentElement)
            .getPropertyValue(name).trim();
        const axis = { stroke: () => style('--dim'), grid: { stroke: () => style('--line'), width: 1 },
            ticks: { stroke: () => style('--line'), width: 1 } };
        const most = (top) => Math.max(1, limit === null ? Math.ceil(top * 1.05) : limit);
        const options = {
            width: Math.max(200, place.clientWidth),
            height: 130,
            legend: { show: false },
            cursor: { sync: { key: 'time' }, drag: { x: true, y: false, setScale: false } },
            scales: { x: { time: false, range: () => [this.view.from, this.view.to] }, y: { range: (_, low, top) => [0, most(top)] } },
            axes: [
                { ...axis, size: 30, values: (_, marks) => marks.map(formatTime), space: 90 },
                { ...axis, size: 44, space: 22, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000,
                    10000, 20000, 50000, 100000, 200000, 500000, 1000000] },
            ],
            series: [{}, { label, stroke: () => style(colour), width: 1.5, points: { show: false },
                fill: () => style(colour) + '40', paths: uPlot.paths.stepped({ align: 1 }) }],
            hooks: { setSelect: [(chart) => this.selected(chart)] },
        };
        return new uPlot(options, [[0, 1], [0, 0]], place);
    }

    selected(chart) {
        const { left, width } = chart.select;
        if (width > 3) {
            this.view.show(chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x'));
        }
        chart.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    }

    soon() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.update(), 80);
    }

    /** Counts what is visible; for the whole time Java has counted. */
    update() {
        const { trace, from, to } = this.view;
        const isWhole = this.view.isHome();
        const counted = isWhole ? null : activity(trace, this.all, from, to, POINTS);
        const inProgress = isWhole ? trace.meta.inProgress : this.inProgress(from, to);
        const running = isWhole ? trace.meta.running : counted.running;
        const times = Array.from({ length: POINTS }, (_, i) => from + (to - from) * i / POINTS);
        this.charts[0].setData([times, inProgress]);
        this.charts[1].setData([times, running]);
    }

    inProgress(from, to) {
        const { g, duration } = this.view.trace;
        const parts = new Float32Array(POINTS);
        const width = (to - from) / POINTS;
        for (let i = 0; i < g.count; i++) {
            const end = g.ended[i] < 0 ? duration : g.ended[i];
            if (end > from && g.created[i] < to) {
                addTo(parts, g.created[i] - from, end - from, width);
            }
        }
        return parts;
    }

    resize() {
        for (const chart of this.charts) {
            chart.setSize({ width: Math.max(200, chart.root.parentNode.clientWidth), height: 130 });
        }
    }

    redraw() {
        this.charts.forEach((chart) => chart.redraw(false, true));
    }
}
