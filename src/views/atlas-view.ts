import type { NewVoice, TimelineYear, TopTerm } from '../corpus/timeline.ts';
import {
  atlasChart,
  atlasTable,
  chartData,
  type AtlasChartView,
  type AtlasTableView,
} from './atlas-chart.ts';
import { termLink, type ViewContext } from './context.ts';
import type { HubSection } from './hub-view.ts';
import { belowHub, plainPage } from './plain-page.ts';
import type { LinkView, PageView } from './types.ts';

/** The page that shows the corpus over time. */
export interface AtlasView extends PageView {
  readonly lead: string;
  readonly chart: AtlasChartView;
  readonly table: AtlasTableView;
  /** Sentences on what the chart leaves out. */
  readonly notes: readonly string[];
  /** Newest first. */
  readonly years: readonly AtlasYearView[];
}

export interface AtlasYearView {
  readonly name: string;
  readonly count: string;
  /** The newest year is unfolded. */
  readonly isOpen: boolean;
  readonly lists: readonly {
    readonly heading: string;
    readonly items: readonly AtlasItemView[];
  }[];
}

export interface AtlasItemView extends LinkView {
  readonly count: number;
  /** e.g. `+1.5`; absent in the first year. */
  readonly change?: string;
  readonly trend?: 'new' | 'up' | 'down';
}

/** The atlas; no page if no listed post has a date. */
export function atlasViews(context: ViewContext): readonly AtlasView[] {
  const { ui, links, corpus } = context;
  const { timeline } = corpus;
  if (timeline.months.length === 0) return [];
  const title = ui.titles.atlas;
  const lead = ui.atlas.lead(
    corpus.articles.length,
    timeline.areas.length,
    timeline.totals.filter((count) => count > 0).length,
  );
  const page = plainPage(context, {
    address: links.page('atlas'),
    title,
    section: 'index',
    ancestors: belowHub(context),
    description: `${title} · ${lead}`,
  });
  const data = chartData(context);
  return [
    {
      ...page,
      lead,
      chart: atlasChart(context, data),
      table: atlasTable(context, data),
      notes: [
        ...(data.older > 0 ? [ui.atlas.older(data.older)] : []),
        ...(timeline.undated > 0 ? [ui.atlas.undated(timeline.undated)] : []),
      ],
      years: timeline.years.map((year, index) => yearView(context, year, index === 0)),
    },
  ];
}

/** What the hub shows of the atlas. */
export function atlasSection({ ui, links, corpus }: ViewContext): HubSection | undefined {
  const { months } = corpus.timeline;
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    name: ui.titles.atlas,
    href: links.page('atlas').href,
    lead: ui.listLead(corpus.articles.length, first.slice(0, 4), last.slice(0, 4)),
    top: [],
  };
}

function yearView(context: ViewContext, year: TimelineYear, isOpen: boolean): AtlasYearView {
  const { ui } = context;
  const lists = [...year.top].map(([type, terms]) => ({
    heading: ui.terms[type].index,
    items: terms.map((top) => topTermView(context, top)),
  }));
  const voices = year.newVoices.map((voice) => newVoiceView(context, voice));
  return {
    name: ui.year(Number(year.year)),
    count: ui.postCount(year.articles),
    isOpen,
    lists: [
      ...lists,
      ...(voices.length > 0 ? [{ heading: ui.atlas.newVoices, items: voices }] : []),
    ],
  };
}

function topTermView(
  context: ViewContext,
  { term, count, previous, change }: TopTerm,
): AtlasItemView {
  const { ui } = context;
  const link = termLink(context, term.type, term.name);
  if (change === undefined) return { ...link, count };
  if (previous === 0) return { ...link, count, change: ui.atlas.newTerm, trend: 'new' };
  return { ...link, count, change: signed(change), trend: change < 0 ? 'down' : 'up' };
}

/** Formats a change with its sign and one decimal: `+1.5`, `−0.4`, `±0`. */
function signed(value: number): string {
  const digits = Math.abs(value).toFixed(1);
  if (digits === '0.0') return '±0';
  return `${value > 0 ? '+' : '−'}${digits}`;
}

/** Links a new speaker to their page, or to the first post with them. */
function newVoiceView({ links }: ViewContext, voice: NewVoice): AtlasItemView {
  const { term, name, first, count } = voice;
  const { href } = term?.hasPage
    ? links.term(term.type, term.slug)
    : links.post(first.post.address);
  return { name, href, count };
}
