import type { Prose } from './prose.ts';
import type { Random } from './random.ts';

/** Something that few posts hold, as a paragraph of its own. */
interface Oddity {
  /** Posts of 9,761 that hold it. */
  readonly posts: number;
  /** How often such a post holds it, at most. */
  readonly most: number;
  readonly write: (prose: Prose, random: Random) => string;
}

const oddities: readonly Oddity[] = [
  {
    posts: 170,
    most: 16,
    write: (_, random) => `<!-- chunk ${String(random.between(1, 9))}/9 -->`,
  },
  {
    posts: 400,
    most: 12,
    write: (prose, random) => `**${String(random.between(1, 9))}. ${prose.hanPhrase(4)}**`,
  },
  { posts: 500, most: 8, write: () => '---' },
  { posts: 900, most: 6, write: listOf },
  { posts: 80, most: 3, write: codeOf },
  {
    posts: 20,
    most: 2,
    write: () => '```mermaid\ngraph TD\n  A[输入] --> B{判断}\n  B -->|是| C[输出]\n```',
  },
  { posts: 45, most: 2, write: tableOf },
  {
    posts: 300,
    most: 15,
    write: (prose) => `${prose.hanClause(6)}用 \`${prose.latinPhrase(2)}\` 表示。`,
  },
  {
    posts: 150,
    most: 4,
    write: (prose) =>
      `${prose.hanClause(5)}见[${prose.hanPhrase(2)}](https://example.org/${prose.latinPhrase(1)})。`,
  },
  { posts: 150, most: 3, write: (prose) => `https://example.org/${prose.latinPhrase(1)}` },
  { posts: 1_090, most: 30, write: (prose) => `${prose.hanClause(10)}\n${prose.hanClause(9)}。` },
  { posts: 250, most: 20, write: (prose) => `${prose.hanClause(6)}\u00a0${prose.hanClause(5)}。` },
  { posts: 60, most: 200, write: (prose) => `${prose.hanClause(6)}<br>${prose.hanClause(5)}。` },
  {
    posts: 40,
    most: 15,
    write: (prose, random) =>
      `[${String(random.between(1, 59))}:${String(random.between(10, 59))}] ` +
      prose.hanSentence(12),
  },
  { posts: 20, most: 3, write: (prose) => `[Speaker 1]: ${prose.hanSentence(12)}` },
  {
    posts: 17,
    most: 1,
    write: (prose) => `[AI_META_START]\ntitle: ${prose.hanPhrase(3)}\n[AI_META_END]`,
  },
  { posts: 38, most: 1, write: () => '[BODY_END]' },
  { posts: 13, most: 1, write: (prose) => `###${prose.hanPhrase(3)}` },
  { posts: 11, most: 1, write: () => '### ' },
  { posts: 40, most: 1, write: (prose) => `${prose.hanClause(6)}<think>${prose.hanClause(3)}。` },
  { posts: 39, most: 3, write: () => '其中 $$E = mc^2$$，并且 \\(a^2 + b^2 = c^2\\)。' },
  {
    posts: 159,
    most: 4,
    write: (prose) => `**${prose.hanPhrase(1)}****${prose.hanPhrase(1)}**${prose.hanClause(5)}。`,
  },
  { posts: 2, most: 1, write: () => '模板里写 {{ title }} 与 {{< ref >}}，应当原样显示。' },
];

/**
 * The unusual paragraphs of one post, in random order; none for most posts.
 * @param factor on how many posts hold each; 1 is the real corpus.
 */
export function pickOddities(prose: Prose, random: Random, factor: number): string[] {
  const paragraphs: string[] = [];
  for (const oddity of oddities) {
    if (!random.chance((oddity.posts / 9_761) * factor)) continue;
    const times = random.between(1, oddity.most);
    for (let time = 0; time < times; time += 1) paragraphs.push(oddity.write(prose, random));
  }
  return random.shuffle(paragraphs);
}

function listOf(prose: Prose, random: Random): string {
  const items = Array.from({ length: random.between(3, 7) }, () => `- ${prose.hanSentence(10)}`);
  return items.join('\n');
}

function codeOf(prose: Prose): string {
  return (
    `\`\`\`python\ndef ${prose.latinPhrase(1).replace(/\W/g, '')}(value):\n` +
    `    return value * 2\n\`\`\``
  );
}

function tableOf(prose: Prose): string {
  const row = (): string => `| ${prose.hanPhrase(2)} | ${prose.latinPhrase(2)} | 12 |`;
  return [`| 名称 | English | 数量 |`, '|---|---|---:|', row(), row(), row()].join('\n');
}
