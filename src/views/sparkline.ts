import { countSpans, type Span } from '../corpus/months.ts';
import type { Ui } from '../i18n/ui.ts';
import type { ShownArticle } from '../ingest/types.ts';

/** Posts over time: path data of an SVG of this size in pixels, and the same in words. */
export interface SparklineView {
  readonly width: number;
  readonly height: number;
  readonly bars: string;
  /** The highest bar. */
  readonly peak: string;
  readonly description: string;
  /** Labels of both ends and of the highest bar. */
  readonly first: string;
  readonly last: string;
  readonly highest: string;
}

/** Maximum bars: more are not seen at a glance, and the path takes 1 KB. */
const mostBars = 60;

const widthPx = 240;
const heightPx = 32;
/** Maximum step between bars, so that few bars do not become blocks. */
const widestStepPx = 12;
/** Minimum height of a bar, so that one post is visible beside a hundred. */
const lowestBarPx = 2;

/**
 * A term's posts over time, as paths of an inline SVG.
 * @returns undefined if no bar would stand out, as the dates of the first and last post
 * then say the same.
 */
export function sparklineView(
  ui: Ui,
  articles: readonly ShownArticle[],
): SparklineView | undefined {
  const { months, ends, spans } = countSpans(articles, mostBars);
  const peak = spans.reduce<Span | undefined>(
    (best, span) => (best && best.count >= span.count ? best : span),
    undefined,
  );
  if (!ends || !peak || peak.count < 2 || spans.length < 2) return undefined;
  const step = Math.min(widestStepPx, Math.floor(widthPx / spans.length));
  const bar = (span: Span): string => {
    if (span.count === 0) return '';
    const height = Math.max(lowestBarPx, Math.round((span.count / peak.count) * heightPx));
    return `M${spans.indexOf(span) * step} ${heightPx}v-${height}h${step - 1}v${height}z`;
  };
  const [first, last] = ends.map((month) => spanLabel(ui, { first: month, last: month }, months));
  const text = {
    first: first ?? '',
    last: last ?? '',
    peak: spanLabel(ui, peak, months),
    count: peak.count,
  };
  return {
    width: spans.length * step - 1,
    height: heightPx,
    bars: spans.map((span) => (span === peak ? '' : bar(span))).join(''),
    peak: bar(peak),
    description: ui.entity.timelineText(text, months),
    first: text.first,
    last: text.last,
    highest: ui.entity.timelinePeak(text.peak, text.count),
  };
}

/** `2026年4月`, `2026年4月–6月`, `2026年` or `2000年–2009年`, as exact as the spans are. */
function spanLabel(ui: Ui, { first, last }: Omit<Span, 'count'>, months: number): string {
  const [year = 0, month = 0] = first.split('-').map(Number);
  const [lastYear = 0, lastMonth = 0] = last.split('-').map(Number);
  if (months < 12) {
    const from = ui.month(year, month);
    return first === last ? from : `${from}–${ui.monthName(lastMonth)}`;
  }
  return year === lastYear ? ui.year(year) : `${ui.year(year)}–${ui.year(lastYear)}`;
}
