import { countSpans } from '../corpus/months.ts';
import type { Span, SpanCounts } from '../corpus/months.ts';
import type { Ui } from '../i18n/ui.ts';
import type { Article } from '../ingest/types.ts';
import type { SparklineView } from './types.ts';

/** Bars at most: what a glance takes in, and a path of 1 KB. */
const mostBars = 60;

const widthPx = 240;
const heightPx = 32;
/** Few bars must not become blocks. */
const widestStepPx = 12;
/** One post must be seen beside a hundred. */
const lowestBarPx = 2;

/**
 * A term's posts over time, as the paths of an inline SVG.
 * @returns undefined where all dated posts lie in one month: a single bar says nothing.
 */
export function sparklineView(ui: Ui, articles: readonly Article[]): SparklineView | undefined {
  const counts = countSpans(articles, mostBars);
  const { spans } = counts;
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last || first === last) return undefined;
  const peak = spans.reduce((best, span) => (span.count > best.count ? span : best));
  const step = Math.min(widestStepPx, Math.floor(widthPx / spans.length));
  const bar = (span: Span): string => {
    if (span.count === 0) return '';
    const height = Math.max(lowestBarPx, Math.round((span.count / peak.count) * heightPx));
    return `M${spans.indexOf(span) * step} ${heightPx}v-${height}h${step - 1}v${height}z`;
  };
  const text = {
    first: spanLabel(ui, counts, first),
    last: spanLabel(ui, counts, last),
    peak: spanLabel(ui, counts, peak),
    count: peak.count,
  };
  return {
    width: spans.length * step - 1,
    height: heightPx,
    bars: spans.map((span) => (span === peak ? '' : bar(span))).join(''),
    peak: bar(peak),
    description: ui.entity.timelineText(text, counts.months),
    first: text.first,
    last: text.last,
    highest: ui.entity.timelinePeak(text.peak, text.count),
  };
}

function spanLabel(ui: Ui, { months }: SpanCounts, { first, last }: Span): string {
  const month = (name: string) => ui.month(Number(name.slice(0, 4)), Number(name.slice(5)));
  const year = (name: string) => ui.year(Number(name.slice(0, 4)));
  if (months === 1) return month(first);
  if (months < 12) return `${month(first)}–${month(last)}`;
  return months === 12 ? year(first) : `${year(first)}–${year(last)}`;
}
