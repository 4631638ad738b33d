import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readHtml } from '../src/search/index/html-text.ts';
import { textOfUnits } from '../src/search/index/units.ts';
import {
  asciiUnits,
  escapeUnit,
  firstTable,
  longestCode,
  tableAfter,
  tableCount,
} from '../src/search/text-code.ts';
import type { CodeTable } from '../src/search/text-code.ts';

/**
 * Counts the code units of a built site's articles, and prints `src/search/text-code-tables.ts`:
 *
 *     npx tsx bench/text-codes.ts _site > tables.ts && mv tables.ts src/search/text-code-tables.ts
 *     npx prettier --write src/search/text-code-tables.ts
 *
 * The tables are part of the index format: raise `formatVersion` with them.
 */

/** Rarer units get no code: each code costs the reader a character of the table. */
const rarest = 60;
/** Texts in other scripts are not written in this code (`sealText`). */
const coded = /[\p{Script=Han}\p{Script=Latin}\p{Script=Common}]/u;

type Counts = Map<number, number>;

/** Counts each unit for the table that its code would come from. */
function countUnits(texts: Iterable<string>): Counts[] {
  const counts = Array.from({ length: tableCount }, () => new Map<number, number>());
  const add = (table: number, unit: number) => {
    counts[table]?.set(unit, (counts[table].get(unit) ?? 0) + 1);
  };
  for (const text of texts) {
    let table = firstTable;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (table > 0) add(table, unit < asciiUnits ? unit : escapeUnit);
      if (table === 0 || unit >= asciiUnits) add(0, unit);
      table = tableAfter(unit);
    }
  }
  return counts;
}

/**
 * Leaves out rare units. The escape that stands for them is as frequent as all of them together.
 */
function withEscape(counts: Counts): Counts {
  const kept = new Map<number, number>();
  let escaped = counts.get(escapeUnit) ?? 1;
  for (const [unit, count] of counts) {
    if (unit === escapeUnit) continue;
    if (count < rarest || !coded.test(String.fromCharCode(unit))) escaped += count;
    else kept.set(unit, count);
  }
  return kept.set(escapeUnit, escaped);
}

interface Node {
  readonly count: number;
  readonly unit?: number;
  readonly children?: readonly [Node, Node];
}

/** Bits of each unit (Huffman, with two queues). */
function codeLengths(counts: Counts): Map<number, number> {
  const leaves: Node[] = [...counts].map(([unit, count]) => ({ unit, count }));
  leaves.sort((a, b) => a.count - b.count || (a.unit ?? 0) - (b.unit ?? 0));
  const joined: Node[] = [];
  const next = (): Node => {
    const [leaf, node] = [leaves[0], joined[0]];
    const least = leaf && (!node || leaf.count <= node.count) ? leaves.shift() : joined.shift();
    if (!least) throw new Error('A table needs two units.');
    return least;
  };
  while (leaves.length + joined.length > 1) {
    const children = [next(), next()] as const;
    joined.push({ count: children[0].count + children[1].count, children });
  }
  const lengths = new Map<number, number>();
  const visit = ({ unit, children }: Node, depth: number): void => {
    if (unit !== undefined) lengths.set(unit, depth);
    children?.forEach((child) => {
      visit(child, depth + 1);
    });
  };
  visit(next(), 0);
  return lengths;
}

function tableOf(counts: Counts): CodeTable {
  const bits = [...codeLengths(withEscape(counts))];
  bits.sort(([a, aBits], [b, bBits]) => aBits - bBits || a - b);
  const lengths = Array.from({ length: bits.at(-1)?.[1] ?? 0 }, () => 0);
  for (const [, count] of bits) lengths[count - 1] = (lengths[count - 1] ?? 0) + 1;
  if (lengths.length > longestCode)
    throw new Error('A code is too long: leave out more rare units.');
  return { lengths, units: String.fromCharCode(...bits.map(([unit]) => unit)) };
}

function* articlesOf(siteDir: string): Generator<string> {
  const posts = path.join(siteDir, 'posts');
  for (const slug of readdirSync(posts)) {
    const html = readFileSync(path.join(posts, slug, 'index.html'), 'utf8');
    const article = /<div class="article-body"[^]*<\/div>(?=\s*<footer class="post-end">)/u.exec(
      html,
    );
    if (article) yield textOfUnits(readHtml(Buffer.from(article[0])));
  }
}

/** Spaces and marks that editors do not show. */
const unseen = /[\p{Other}\p{Separator}](?<! )/gu;
const asEscape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const [siteDir] = process.argv.slice(2);
if (siteDir === undefined) throw new Error('Usage: tsx bench/text-codes.ts SITE');
const tables = countUnits(articlesOf(siteDir)).map(tableOf);
/** Units on a line: Han are two columns wide. */
const unitsPerLine = 44;
const literal = (units: string) => JSON.stringify(units).replace(unseen, asEscape);
const rows = tables.map(({ lengths, units }) => {
  const lines = units.match(new RegExp(`[^]{1,${unitsPerLine}}`, 'g')) ?? [];
  return `  { lengths: [${lengths.join(', ')}], units: ${lines.map(literal).join(' + ')} },`;
});
console.log(`import type { CodeTable } from './text-code.ts';

/**
 * Part of the index format. \`bench/text-codes.ts\` counted which units follow which in Chinese
 * articles with English originals.
 */
export const textCodeTables: readonly CodeTable[] = [
${rows.join('\n')}
];`);
