import { parseFragment, serialize } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import { isPublishable } from '../../shared/web-address.ts';
import { INLINE_TAGS } from '../source/html-tags.ts';

/** No author needs deeper nesting; it would only exhaust a parser. */
const DEPTH_MAX = 40;

const GLOBAL_ATTRIBUTES = ['lang', 'dir'];
const ALLOWED_ATTRIBUTES: Record<string, string[]> = {
  '*': GLOBAL_ATTRIBUTES,
  a: ['href', 'title'],
  abbr: ['title'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  time: ['datetime'],
};
const BLOCK_TAGS =
  'table caption colgroup col thead tbody tfoot tr th td ul ol li dl dt dd pre p div'.split(' ');

const BASE: sanitizeHtml.IOptions = {
  allowedAttributes: ALLOWED_ATTRIBUTES,
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
  allowProtocolRelative: true,
  allowedClasses: {},
  parseStyleAttributes: false,
  disallowedTagsMode: 'discard',
};

/** The attributes of one raw tag that an author may set, cleaned by sanitize-html. */
export function sanitiseAttributes(name: string, attributes: string): Record<string, string> {
  if (attributes.trim().replace('/', '') === '') return {};
  const html = sanitizeHtml(`<${name} ${attributes.replace(/\/$/, '')}>`, {
    ...BASE,
    allowedTags: [name],
    nonTextTags: [],
  });
  const [element] = parseFragment(html).childNodes;
  const allowed = element && 'attrs' in element ? element.attrs : [];
  return Object.fromEntries(
    allowed
      .filter(({ name, value }) => value !== '' && isValidAttribute(name, value))
      .map(({ name, value }) => [name, value]),
  );
}

function isValidAttribute(name: string, value: string): boolean {
  if (name === 'dir') return /^(?:ltr|rtl|auto)$/.test(value);
  if (name === 'lang') return /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(value);
  if (name === 'width' || name === 'height') return /^\d{1,5}$/.test(value);
  if (name === 'href' || name === 'src') return isPublishable(value);
  return true;
}

/**
 * A whole block of raw HTML (a table, a list), cleaned and balanced. Undefined if it is nested
 * absurdly deep.
 * @param attributesOf the attributes of a link to a safe address.
 */
export function sanitiseBlock(
  html: string,
  attributesOf: (href: string) => readonly (readonly [string, string])[],
): string | undefined {
  let depth = 0;
  let deepest = 0;
  const clean = sanitizeHtml(html, {
    ...BASE,
    allowedTags: [...BLOCK_TAGS, ...INLINE_TAGS.filter((tag) => tag !== 'img')],
    nonTextTags: [], // the text of a script is shown as text: nothing vanishes, nothing runs
    onOpenTag: () => {
      deepest = Math.max(deepest, ++depth);
    },
    onCloseTag: () => {
      depth--;
    },
    transformTags: {
      a: (tagName, { href, title }) => ({
        tagName,
        attribs: {
          ...(href !== undefined && isPublishable(href)
            ? Object.fromEntries(attributesOf(href))
            : {}),
          ...(title === undefined ? {} : { title }),
        },
      }),
    },
    allowedAttributes: { ...ALLOWED_ATTRIBUTES, a: ['href', 'title', 'rel', 'data-post-link'] },
  });
  if (deepest > DEPTH_MAX) return undefined;
  // The HTML parser settles what sanitize-html leaves: text straight inside tables, missing rows.
  return serialize(parseFragment(clean));
}
