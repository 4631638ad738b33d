import assert from 'node:assert/strict';
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';

const VOID = new Set(['br', 'hr', 'img', 'input', 'wbr', 'col']);
const EVENT_OR_STYLE = /^(?:on|style$|srcdoc$|formaction$|xlink:)/i;
const FORBIDDEN = new Set(
  [
    'script style iframe frame object embed applet svg form button textarea select link meta base',
    'template noscript title body head html main article nav header footer',
  ].flatMap((names) => names.split(' ')),
);

/** The tags of HTML text in the order in which they are written. */
function writtenTags(html: string): string[] {
  const events: string[] = [];
  for (const match of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b(?:"[^"]*"|[^"<>])*>/g)) {
    const name = match[2] ?? '';
    if (match[1]) events.push(`/${name}`);
    else events.push(name, ...(VOID.has(name) ? [`/${name}`] : []));
  }
  return events;
}

/**
 * The tags that a browser makes of HTML text. They are those written if nothing had to be repaired.
 */
function parsedTags(html: string): string[] {
  const events: string[] = [];
  const walk = (node: Tree.Node): void => {
    if (!('childNodes' in node)) return;
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue;
      events.push(child.tagName);
      walk(child);
      events.push(`/${child.tagName}`);
    }
  };
  walk(parseFragment(html));
  return events;
}

/**
 * Asserts that a browser has nothing to repair: every tag is closed, in order, where it may stand.
 */
export function assertBalanced(html: string): void {
  assert.deepEqual(parsedTags(html), writtenTags(html));
}

/** Asserts that nothing in the tree can run, load, submit or restyle anything. */
export function assertInert(html: string): void {
  const visit = (node: Tree.Node): void => {
    if ('tagName' in node) {
      assert.ok(!FORBIDDEN.has(node.tagName), `forbidden element ${node.tagName}`);
      for (const { name, value } of node.attrs) {
        assert.ok(!EVENT_OR_STYLE.test(name), `forbidden attribute ${name} on ${node.tagName}`);
        if (name === 'href' || name === 'src' || name === 'srcset' || name === 'cite') {
          const url = value.replace(/[\u0000-\u0020\u007F-\u00A0]/g, '');
          const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
          assert.ok(
            scheme === undefined || /^(?:https?|mailto|tel)$/.test(scheme),
            `active URL ${value}`,
          );
        }
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parseFragment(html));
}

export function ids(html: string): string[] {
  return [...html.matchAll(/<[a-z][a-z0-9]*\b(?:"[^"]*"|[^"<>])*?\sid="([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  );
}

export function assertUniqueIds(html: string): void {
  const all = ids(html);
  assert.deepEqual(all, [...new Set(all)]);
}

function isOriginal(node: Tree.ParentNode | null): boolean {
  return (
    node !== null &&
    'attrs' in node &&
    node.attrs.some(({ name, value }) => name === 'class' && value === 'original')
  );
}

/** Readable text by the HTML parser, not by the renderer's own counting. */
export function textOf(html: string): string {
  let text = '';
  const visit = (node: Tree.Node): void => {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    if ('tagName' in node && node.tagName === 'summary' && isOriginal(node.parentNode)) return;
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parseFragment(html));
  return text;
}
