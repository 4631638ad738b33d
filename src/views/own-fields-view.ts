import type { OwnField } from '../config/own-fields.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { namedAddress } from '../content/navigation.ts';
import type { OwnValue, OwnValues } from '../content/own-values.ts';
import type { Post } from '../content/post.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { dateView } from './card-view.ts';
import type { ViewContext } from './context.ts';
import type { DateView, LinkView } from './types.ts';

/** The value of a site's own field, as the page of a post shows it. */
export interface OwnFieldView {
  /** Its key in the front matter. */
  readonly key: string;
  readonly label: string;
  readonly items: readonly LinkView[];
  /** In the place of `items`, for a day. */
  readonly day?: DateView;
}

/** What a post's page knows of own fields; a post without any has none of it. */
export interface OwnFieldViews {
  /** All values by key; addresses are complete. */
  readonly fields?: OwnValues;
  /** Those that stand among the facts below the title. */
  readonly ownFacts?: readonly OwnFieldView[];
  /** Those that stand at the end. */
  readonly ownEnd?: readonly OwnFieldView[];
}

/** The own fields of a post, in the order of the settings. */
export function ownFieldViews(context: ViewContext, { fields }: Post): OwnFieldViews {
  if (!fields) return {};
  const { config } = context;
  const own = Object.entries(config.fields ?? {}).flatMap(([key, field]) => {
    const written = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return written === undefined ? [] : [{ key, field, value: valueOf(config, field, written) }];
  });
  const rowsAt = (place: OwnField['place']) =>
    own
      // A mark that is not set says nothing.
      .filter(({ field, value }) => field.place === place && value !== false)
      .map(({ key, field, value }) => rowOf(context, key, field, value));
  const [ownFacts, ownEnd] = [rowsAt('facts'), rowsAt('end')];
  return {
    fields: Object.fromEntries(own.map(({ key, value }) => [key, value])),
    ...(ownFacts.length > 0 && { ownFacts }),
    ...(ownEnd.length > 0 && { ownEnd }),
  };
}

/** An address with the site's path. */
function valueOf(config: SiteConfig, { type }: OwnField, written: OwnValue): OwnValue {
  if (type !== 'url' || typeof written !== 'string') return written;
  return namedAddress(config, written)?.href ?? written;
}

function rowOf(
  context: ViewContext,
  key: string,
  { type, label = key }: OwnField,
  value: OwnValue,
): OwnFieldView {
  const row = { key, label };
  if (value === true) return { ...row, items: [{ name: context.ui.yes }] };
  const texts = [value].flat().map(String);
  const [text = ''] = texts;
  if (type === 'day') return { ...row, items: [], day: dateView(context, text) };
  if (type === 'url') return { ...row, items: [{ name: shortAddress(text), href: text }] };
  return { ...row, items: texts.map((name) => ({ name })) };
}

/** An address as readers know it: `example.com/a`. */
function shortAddress(href: string): string {
  return decodeAddress(href.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/i, '')).replace(
    /(?<=.)\/$/,
    '',
  );
}
