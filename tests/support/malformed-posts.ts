import { Random } from '../../bench/corpus/random.ts';

/** A file as a broken or malicious pipeline may write it. */
export interface MalformedPost {
  /** File name without folder; safe to create on Linux. */
  readonly name: string;
  readonly bytes: Buffer;
}

const sound = [
  `---\ntitle: 砚台与版面\ndate: 2026-01-02\narea: 排版\ntags: [版心, css]\nspeaker: 林一\nsource: \
https://example.com/a\n---\n
### 小节

**版心**（Type area: 一页中排文字的区域）是起点。[下一篇](other.md) 与 [[砚台]]。
<details>
<summary>View/Hide Original English</summary>
<p class="english-text">The type area comes first.</p>
</details>

**林一**：问题在行长。

| a | b |
|---|---|
| 1 | 2 |

脚注[^1]。\n\n[^1]: 注文。\n\n\`\`\`ts\nconst a = 1;\n\`\`\`\n`,
  '---\ntitle: 读书笔记\nlayout: book-note.njk\nrating: 4/5\nauthor: 某人\npublisher: 某社\n---\n' +
    '- 一\n- 二\n\n> 引文\n\n![图](a.png)\n\n价格 $9 到 $12，公式 $$x^2$$。\n',
  `---\ntitle: English notes\ntags: one, two、三\npeople: ['A "quoted" name', B]\n---\n` +
    `Plain text with \`code\`, <b>bold</b> and <think>pseudo tags</think>.\n\n` +
    '1:23 a time stamp\n',
];

/** Values that front matter should not hold. */
const values = [
  '../../../../etc/passwd',
  '/etc/passwd',
  '..\\..\\windows\\system32',
  'C:\\Windows\\win.ini',
  '"a\\0b"',
  'CON',
  'aux.md',
  `"${'长'.repeat(100)}"`,
  'x'.repeat(300),
  '"\\u202Egnp.exe"',
  'pаypal',
  '<script>alert(1)</script>',
  '"</script><img src=x onerror=alert(1)>"',
  "'{{ site.title }}{% raw %}'",
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://user:pass@example.com:99999/%',
  'https://[::1',
  '!!js/function "function(){}"',
  '!!python/object:os.system',
  '{ a: { b: [1, 2, { c: d }] } }',
  '[[[[[]]]]]',
  '[1, true, null, {}]',
  '.inf',
  '0x7fffffffffffffff',
  '2026-13-45',
  '0000-00-00',
  '275760-09-13',
  'true',
  'null',
  "''",
  '|-\n  many\n  lines',
  '- not\n- a\n- scalar',
  '&anchor *anchor',
  '*missing',
  '"\\uD800"',
  '\u0000\u0001\u001b[31m',
];

const keys = [
  'title',
  'date',
  'updated',
  'draft',
  'exclude',
  'layout',
  'area',
  'category',
  'tags',
  'series',
  'speaker',
  'guest',
  'source',
  'slug',
  'permalink',
  'aliases',
  'people',
  'companies_orgs',
  'products_models',
  'media_books',
  'summary',
  'insight',
  'status',
  'lang',
  'rating',
  'cover_image',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'pagination',
  'eleventyComputed',
  'permalinkBypassOutputDir',
  'view',
  'content',
  'page',
];

/** Pieces that break a body. */
const pieces = [
  '<details>',
  '</details>',
  '<summary>',
  '</summary_>',
  '<p class="english-text">',
  '<!--',
  '-->',
  '<!--inkstone:body-->',
  '```',
  '~~~~',
  '$$',
  '\\[',
  '**',
  '****',
  '（',
  '**词**（A: B: 定义',
  '[[',
  ']]',
  '[[../../x|y]]',
  '![](../../../etc/passwd)',
  '![](/etc/passwd)',
  '![](file:///etc/passwd)',
  '<img src="../../secret.png">',
  '<script>fetch("https://evil.example")</script>',
  '<iframe src="https://evil.example"></iframe>',
  '<svg onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,1)',
  '{{ constructor.constructor("return process")() }}',
  '{% include "../../../etc/passwd" %}',
  '\u0000',
  '\u202e',
  '\ufeff',
  '\ud800',
  '&#0;&#x110000;&nope;',
  '>'.repeat(300),
  '- '.repeat(300),
  '['.repeat(300),
  '<b>'.repeat(300),
  '*_'.repeat(300),
  `[^1]: ${'x'.repeat(50)}`,
  'x'.repeat(20_000),
  '字'.repeat(20_000),
  '|'.repeat(2000),
  `\n${'| a '.repeat(300)}|\n${'|---'.repeat(300)}|\n`,
];

/** Ways to break a file. Each takes a sound one. */
const mutations: readonly ((text: string, random: Random) => string | Buffer)[] = [
  (text, random) => text.slice(0, random.below(text.length)),
  (text, random) => text.slice(random.below(40)),
  (text, random) => splice(text, random, random.pick(sound)),
  (text, random) => splice(text, random, random.pick(pieces)),
  (text, random) => splice(splice(text, random, random.pick(pieces)), random, random.pick(pieces)),
  (text, random) => withLine(text, random, `${random.pick(keys)}: ${random.pick(values)}`),
  (text, random) =>
    withLine(
      withLine(text, random, `${random.pick(keys)}: ${random.pick(values)}`),
      random,
      `${random.pick(keys)}: ${random.pick(values)}`,
    ),
  (text, random) => randomBytes(text, random),
  (text, random) =>
    text.replace('---', random.pick(['----', '---js', '---json', '--- yaml', '+++', ' ---'])),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text, random) => withLine(text, random, laughs(random)),
  (text, random) => withLine(text, random, `x: ${'['.repeat(2000 + random.below(60_000))}`),
  (text, random) => withLine(text, random, `x: ${'{a: '.repeat(1000 + random.below(4000))}`),
  (text, random) => withLine(text, random, `tags: [${'t,'.repeat(5000 + random.below(5000))}]`),
  (text, random) => withLine(text, random, `? ${'k'.repeat(2000)}\n: v`),
];

/**
 * YAML in which each list holds nine aliases of the one before: a few hundred bytes stand for
 * billions of texts.
 */
function laughs(random: Random): string {
  const levels = 12 + random.below(20);
  const lines = ['l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]'];
  for (let level = 1; level < levels; level++) {
    lines.push(
      `l${level}: &l${level} [${Array(9)
        .fill(`*l${level - 1}`)
        .join(', ')}]`,
    );
  }
  return [...lines, `${random.pick(['extra', 'tags', 'people', 'title'])}: *l${levels - 1}`].join(
    '\n',
  );
}

function splice(text: string, random: Random, piece: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

/** Puts a line into the front matter. */
function withLine(text: string, random: Random, line: string): string {
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  lines.splice(1 + random.below(Math.max(1, end)), 0, line);
  return lines.join('\n');
}

function randomBytes(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  for (let count = 1 + random.below(12); count > 0; count--) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
  return bytes;
}

const names: readonly ((random: Random) => string)[] = [
  (random) => `post-${random.below(1_000_000)}`,
  (random) => `-${random.below(1_000_000)}`,
  (random) => `_${random.below(1_000_000)}`,
  (random) => `CON ${random.below(1_000_000)}`,
  (random) => `a?b:c*d'${random.below(1_000_000)}`,
  (random) => `..\\..\\${random.below(1_000_000)}`,
  (random) => `%2e%2e%2f${random.below(1_000_000)}`,
  (random) => `\u202e${random.below(1_000_000)}`,
  (random) => `${'名'.repeat(75)}${random.below(1_000_000)}`,
  (random) => `ｆｕｌｌ${random.below(1_000_000)}`,
  (random) => `e\u0301 ${random.below(1_000_000)}`,
  (random) => `index ${random.below(1_000_000)}`,
  (random) => `line\nbreak${random.below(1_000_000)}`,
];

/** Makes one malformed post. @param seed any number; equal seeds make equal posts. */
export function malformedPost(seed: number): MalformedPost {
  const random = new Random(seed, 'malformed');
  let content: string | Buffer = random.pick(sound);
  for (let count = 1 + random.below(3); count > 0 && typeof content === 'string'; count--) {
    content = random.pick(mutations)(content, random);
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name: `${random.pick(names)(random)}.md`, bytes };
}
