import type { Result } from './summary.ts';

interface Series {
  readonly name: string;
  readonly points: readonly (readonly [posts: number, value: number])[];
}

const size = { width: 640, height: 360, left: 64, right: 150, top: 44, bottom: 44 } as const;

/**
 * Dashes of the lines. Lines are told apart by them and by the name at their end, not by colour
 * alone.
 */
const strokes = ['none', '7 4', '2 4', '10 4 2 4', '14 3'] as const;

/**
 * Charts of time and memory against posts, as SVG that reads well on light and dark pages. Ink is
 * mid-grey, or a colour with a contrast of 4.5 to 1 on white. On dark pages it is lighter, by a
 * media query within the image (https://www.w3.org/TR/mediaqueries-5/#prefers-color-scheme).
 * @returns them by file name.
 */
export function charts(results: readonly Result[]): ReadonlyMap<string, string> {
  const sound = results.filter(({ failure }) => failure === undefined);
  return new Map([
    [
      'time.svg',
      chart(
        'Time of a build in seconds',
        seriesOf(sound, (result) => result.wallSeconds),
      ),
    ],
    [
      'memory.svg',
      chart(
        'Peak memory of a build in GB',
        seriesOf(sound, ({ peakMemoryBytes }) => peakMemoryBytes && peakMemoryBytes / 1e9),
      ),
    ],
  ]);
}

function seriesOf(
  results: readonly Result[],
  valueOf: (result: Result) => number | undefined,
): Series[] {
  const names = [...new Set(results.map(nameOf))];
  return names.map((name) => ({
    name,
    points: results.flatMap((result) => {
      const value = valueOf(result);
      return nameOf(result) === name && value ? [[result.corpus.posts, value] as const] : [];
    }),
  }));
}

function nameOf({ contestant, mode }: Result): string {
  return mode === 'cold' ? contestant : `${contestant}, ${mode}`;
}

/** Both axes are logarithmic: equal slopes mean equal growth. */
function chart(title: string, series: readonly Series[]): string {
  const all = series.flatMap(({ points }) => points);
  const postTicks = [...new Set(all.map(([posts]) => posts))].sort((a, b) => a - b);
  const values = all.map(([, value]) => value);
  const valueTicks = ticksBetween(Math.min(...values), Math.max(...values));
  const across = scale(postTicks, size.left, size.width - size.right);
  const up = scale(valueTicks, size.height - size.bottom, size.top);
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    `<line class="grid" x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}"/>`;
  const text = (x: number, y: number, anchor: string, content: string) =>
    `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${escapeXml(content)}</text>`;

  const grid = [
    ...valueTicks.flatMap((value) => [
      line(size.left, up(value), size.width - size.right, up(value)),
      text(size.left - 8, up(value) + 4, 'end', String(value)),
    ]),
    ...postTicks.map((posts) =>
      text(across(posts), size.height - size.bottom + 20, 'middle', posts.toLocaleString('en-US')),
    ),
    text(size.left, size.height - 6, 'start', 'posts'),
  ];
  const labels = spread(
    series.map(({ points }) => up(points.at(-1)?.[1] ?? valueTicks[0] ?? 1)),
    16,
  );
  const lines = series.map(({ name, points }, index) => {
    const path = points.map(([x, y]) => `${fixed(across(x))},${fixed(up(y))}`);
    const dots = path.map((point) => {
      const [x = '', y = ''] = point.split(',');
      return `<circle cx="${x}" cy="${y}" r="3"/>`;
    });
    const dash = strokes[index % strokes.length] ?? 'none';
    return [
      `<g class="s${String(index % strokes.length)}">`,
      `<polyline points="${path.join(' ')}" stroke-dasharray="${dash}"/>${dots.join('')}`,
      `<text x="${String(size.width - size.right + 10)}" ` +
        `y="${fixed((labels[index] ?? 0) + 4)}">${escapeXml(name)}</text></g>`,
    ].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(size.width)} \
${String(size.height)}" role="img" aria-label="${escapeXml(title)}">
<style>
text{font:13px system-ui,sans-serif;fill:#59616b}
.title{font-size:15px;font-weight:600}.grid{stroke:#8b949e;stroke-opacity:.3}
polyline{fill:none;stroke-width:2}
.s0{--c:#a2361f}.s1{--c:#2563a8}.s2{--c:#3f7a3a}.s3{--c:#7a4fa0}.s4{--c:#86600f}
g polyline{stroke:var(--c)}g circle,g text{fill:var(--c)}
@media (prefers-color-scheme:dark){text{fill:#b4bcc6}
.s0{--c:#f0876f}.s1{--c:#7db4f0}.s2{--c:#8cc885}.s3{--c:#c3a0e6}.s4{--c:#dcb765}}
</style>
<text class="title" x="${String(size.left)}" y="22">${escapeXml(title)}</text>
${grid.join('\n')}
${lines.join('\n')}
</svg>
`;
}

/** Round values that enclose a range: 1, 2, 5, 10, … */
function ticksBetween(least: number, most: number): number[] {
  const steps = [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++) {
    ticks.push(...steps.map((step) => Number((step * 10 ** power).toPrecision(1))));
  }
  const first = ticks.findLastIndex((tick) => tick <= least);
  const last = ticks.findIndex((tick) => tick >= most);
  return ticks.slice(Math.max(0, first), last + 1);
}

function scale(ticks: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.log(ticks[0] ?? 1);
  const high = Math.log(ticks.at(-1) ?? 1);
  return (value) =>
    high === low ? from : from + ((Math.log(value) - low) / (high - low)) * (to - from);
}

/** Moves labels apart that would overlap, in the same order. */
function spread(places: readonly number[], distance: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  for (const [rank, entry] of order.entries()) {
    const above = order[rank - 1];
    if (above) entry.place = Math.max(entry.place, above.place + distance);
  }
  return order.sort((a, b) => a.index - b.index).map(({ place }) => place);
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
