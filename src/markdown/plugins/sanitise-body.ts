import { html as vocabulary, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { isPublishable } from '../../shared/web-address.ts';
import { INLINE_TAGS } from '../source/html-tags.ts';
import { escapeHtml } from '../tokens.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const VOID: ReadonlySet<string> = new Set('br col hr img input wbr'.split(' '));

const TAGS: ReadonlySet<string> = new Set([
  ...INLINE_TAGS,
  ...'address article aside blockquote details dfn div figcaption figure footer header hr'.split(
    ' ',
  ),
  ...'h2 h3 h4 h5 h6 hgroup input nav p pre section span summary'.split(' '),
  ...'caption col colgroup dd dl dt li ol table tbody td tfoot th thead tr ul'.split(' '),
]);

/** Attributes of any element. The interface reads other `data-` attributes. */
const ATTRIBUTES =
  /^(?:aria-[a-z]+|class|data-lang|data-post-link|dir|hidden|id|lang|role|tabindex|title)$/;

/** Attributes of single elements, as Inkstone's own plugins write them. */
const ATTRIBUTES_OF: Readonly<Record<string, string>> = {
  a: 'href rel',
  blockquote: 'cite',
  col: 'span',
  colgroup: 'span',
  del: 'cite datetime',
  details: 'open',
  img: 'alt decoding height loading sizes src srcset width',
  input: 'checked disabled type',
  ins: 'cite datetime',
  li: 'value',
  ol: 'reversed start type',
  q: 'cite',
  td: 'colspan rowspan',
  th: 'colspan rowspan scope',
  time: 'datetime',
};

/** Attributes of formulas that load, link or run something. */
const UNSAFE_IN_MATH = /^(?:on|href$|src$|style$|xlink:|actiontype$)/;

/**
 * Sanitises the HTML of a whole body, to which plugins of a site's own have added: what they make
 * of an author's text may be anything. Kept are the elements and attributes of the HTML contract of
 * bodies, with any class and id. Of another element its text stays. The result is balanced.
 */
export function sanitiseBody(html: string): string {
  return parseFragment(html).childNodes.map(written).join('');
}

function written(node: Node): string {
  if ('value' in node) return escapeHtml(node.value);
  if (!('tagName' in node)) return '';
  const content = 'content' in node ? node.content.childNodes : node.childNodes;
  const inner = content.map(written).join('');
  // The page has its own heading of the first level.
  const name = node.tagName === 'h1' ? 'h2' : node.tagName;
  if (!isAllowed(node, name)) return inner;
  const attributes = node.attrs.map((attribute) => attributeOf(node, attribute)).join('');
  if (VOID.has(name)) return `<${name}${attributes}>`;
  // Parsers drop a first line break.
  const start = name === 'pre' && inner.startsWith('\n') ? '\n' : '';
  return `<${name}${attributes}>${start}${inner}</${name}>`;
}

function isMath({ namespaceURI }: Element): boolean {
  return namespaceURI === vocabulary.NS.MATHML;
}

function isAllowed(node: Element, name: string): boolean {
  if (isMath(node)) return name !== 'annotation-xml' && name !== 'maction';
  if (node.namespaceURI !== vocabulary.NS.HTML || !TAGS.has(name)) return false;
  // Boxes of task lists; no other control does anything.
  return name !== 'input' || node.attrs.some((one) => one.value === 'checkbox');
}

function attributeOf(node: Element, { name, value }: Element['attrs'][number]): string {
  const isKept = isMath(node)
    ? !UNSAFE_IN_MATH.test(name)
    : ATTRIBUTES.test(name) || (ATTRIBUTES_OF[node.tagName] ?? '').split(' ').includes(name);
  // The interface has these.
  if (!isKept || (name === 'id' && /^(?:ui_|main$)/i.test(value))) return '';
  // So `extractLinks` finds each that is left.
  if (name === 'data-post-link' && (node.tagName !== 'a' || node.attrs[0]?.name !== name))
    return '';
  if (['href', 'src', 'cite'].includes(name) && !isPublishable(value)) return '';
  return ` ${name}="${escapeHtml(value)}"`;
}
