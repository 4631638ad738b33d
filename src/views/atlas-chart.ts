import type { AreaRow, Timeline } from '../corpus/timeline.ts';
import type { ViewContext } from './context.ts';
import type { LinkView } from './types.ts';

/** Maximum months of the chart: twenty years, as one mistaken date must not make it endless. */
export const maximumMonths = 240;

/** Maximum rows of areas; smaller areas share one more row. */
const maximumAreas = 24;

/** Sizes in CSS pixels; `atlas.css` uses the same row height for labels. */
const rowHeight = 22;
const barsHeight = 48;
const axisHeight = 22;
const widestColumn = 26;
const narrowestColumn = 13;
/** Width above which columns get narrower, down to a minimum. */
const preferredWidth = 760;

/** Number of sizes and colours of squares. */
const levelCount = 5;

/**
 * Posts by area and month: bars of all posts above a grid of squares, as one SVG with the
 * row labels beside it.
 */
export interface AtlasChartView {
  readonly width: number;
  readonly height: number;
  /** Labels of the rows; areas with a page are links. */
  readonly rows: readonly LinkView[];
  /** SVG path of all bars. */
  readonly bars: string;
  /** SVG paths of the squares by level, 1 to 5; levels without squares are left out. */
  readonly levels: readonly { readonly level: number; readonly path: string }[];
  /** SVG path of the lines between years. */
  readonly yearLines: string;
  readonly years: readonly {
    readonly x: number;
    readonly y: number;
    readonly name: string;
    readonly href: string;
  }[];
  /** Links that cover the column of each month with posts. */
  readonly columns: readonly {
    readonly x: number;
    readonly width: number;
    readonly href: string;
    /** Content of the month in words. */
    readonly title: string;
  }[];
  readonly legend: readonly {
    readonly level: number;
    readonly size: number;
    readonly label: string;
  }[];
  readonly legendSize: number;
}

/** The chart as a table of numbers, newest month first. */
export interface AtlasTableView {
  readonly columns: readonly LinkView[];
  readonly rows: readonly {
    readonly month: LinkView;
    readonly total: number;
    readonly counts: readonly number[];
  }[];
}

interface ChartRow {
  readonly label: LinkView;
  /** One number for each month. */
  readonly counts: readonly number[];
}

export interface ChartData {
  readonly months: readonly string[];
  readonly totals: readonly number[];
  readonly rows: readonly ChartRow[];
  /** Number of posts dated before the first month. */
  readonly older: number;
}

/**
 * Selects what chart and table show: the newest months, the largest areas, and sums of the rest.
 */
export function chartData(context: ViewContext): ChartData {
  const { ui, links, corpus } = context;
  const timeline: Timeline = corpus.timeline;
  const start = Math.max(0, timeline.months.length - maximumMonths);
  const shown = (counts: readonly number[]) => counts.slice(start);
  const labelOf = ({ area }: AreaRow): LinkView =>
    area.hasPage
      ? { name: area.name, href: links.term('area', area.slug).href }
      : { name: area.name };
  const others = timeline.areas.slice(maximumAreas).map(({ counts }) => counts);
  const rows = [
    ...timeline.areas
      .slice(0, maximumAreas)
      .map((row) => ({ label: labelOf(row), counts: shown(row.counts) })),
    {
      label: { name: ui.atlas.otherAreas },
      counts: shown(timeline.months.map((_, month) => sum(others.map((own) => own[month] ?? 0)))),
    },
    { label: { name: ui.atlas.withoutArea }, counts: shown(timeline.withoutArea) },
  ];
  return {
    months: timeline.months.slice(start),
    totals: shown(timeline.totals),
    rows: rows.filter(({ counts }) => counts.some((count) => count > 0)),
    older: sum(timeline.totals.slice(0, start)),
  };
}

export function atlasChart(context: ViewContext, data: ChartData): AtlasChartView {
  const { links, ui } = context;
  const { months, totals, rows } = data;
  const column = Math.round(
    Math.min(widestColumn, Math.max(narrowestColumn, preferredWidth / months.length)),
  );
  const top = barsHeight + axisHeight;
  const height = top + rows.length * rowHeight;
  const bounds = levelBounds(Math.max(0, ...rows.flatMap(({ counts }) => counts)));
  const largest = Math.min(column - 2, rowHeight - 6);
  const sizeOf = (level: number) => Math.round((largest * (level + 2)) / (levelCount + 2));
  // Few levels use the middle sizes: one post a month must not look faint.
  const lowest = Math.ceil((levelCount - bounds.length) / 2) + 1;
  const paths = bounds.map(() => '');
  rows.forEach(({ counts }, row) => {
    counts.forEach((count, month) => {
      const index = bounds.findIndex((bound) => count <= bound);
      if (count === 0 || index < 0) return;
      const size = sizeOf(index + lowest);
      const x = month * column + Math.floor((column - size) / 2);
      const y = top + row * rowHeight + Math.floor((rowHeight - size) / 2);
      paths[index] = `${paths[index] ?? ''}M${x} ${y}h${size}v${size}h-${size}z`;
    });
  });
  const most = Math.max(1, ...totals);
  const yearStarts = months.flatMap((month, index) =>
    index === 0 || month.endsWith('-01') ? [{ year: month.slice(0, 4), x: index * column }] : [],
  );
  return {
    width: months.length * column,
    height,
    rows: rows.map(({ label }) => label),
    bars: totals
      .map((count, month) => {
        const bar = count === 0 ? 0 : Math.max(2, Math.round((count / most) * barsHeight));
        const width = column - 2;
        return bar === 0 ? '' : `M${month * column + 1} ${barsHeight}v-${bar}h${width}v${bar}z`;
      })
      .join(''),
    levels: paths
      .map((path, index) => ({ level: index + lowest, path }))
      .filter(({ path }) => path !== ''),
    yearLines: yearStarts.map(({ x }) => `M${x + 0.5} ${barsHeight}V${height}`).join(''),
    years: yearStarts
      // A first year of one or two months is too narrow for its number.
      .filter(({ x }, index) => (yearStarts[index + 1]?.x ?? Infinity) - x >= 36)
      .map(({ year, x }) => ({
        x: x + 4,
        y: barsHeight + 16,
        name: year,
        href: links.year(year).href,
      })),
    columns: months.flatMap((month, index) => {
      const total = totals[index] ?? 0;
      if (total === 0) return [];
      const details = rows.flatMap(({ label, counts }): [string, number][] => {
        const count = counts[index] ?? 0;
        return count > 0 ? [[label.name, count]] : [];
      });
      return {
        x: index * column,
        width: column,
        href: monthHref(context, month),
        title: ui.atlas.monthDetail(monthName(context, month), total, details),
      };
    }),
    legend: bounds.map((bound, index) => ({
      level: index + lowest,
      size: sizeOf(index + lowest),
      label: ui.atlas.legend((bounds[index - 1] ?? 0) + 1, bound),
    })),
    legendSize: largest,
  };
}

export function atlasTable(
  context: ViewContext,
  { months, totals, rows }: ChartData,
): AtlasTableView {
  return {
    columns: rows.map(({ label }) => label),
    rows: months
      .map((month, index) => ({
        month: { name: monthName(context, month), href: monthHref(context, month) },
        total: totals[index] ?? 0,
        counts: rows.map(({ counts }) => counts[index] ?? 0),
      }))
      .filter(({ total }) => total > 0)
      .reverse(),
  };
}

/**
 * Maximum count of each level. Levels grow as squares, so that small counts differ, as most months
 * have few posts in an area.
 */
export function levelBounds(most: number): readonly number[] {
  const bounds = new Set<number>();
  for (let level = 1; level <= levelCount; level++) {
    bounds.add(Math.ceil((most * level ** 2) / levelCount ** 2));
  }
  return [...bounds].filter((bound) => bound > 0);
}

function monthName({ ui }: ViewContext, month: string): string {
  return ui.month(Number(month.slice(0, 4)), Number(month.slice(5)));
}

function monthHref({ links }: ViewContext, month: string): string {
  return links.month(month.slice(0, 4), month.slice(5)).href;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
