import { rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { writeFiles } from './temporary-folder.ts';

/** Names that are titles, terms and explained terms, so that much of a site hangs together. */
const names = ['行长', '字距', '检索', '檢索', 'Retrieval', 'AI', 'ai', '毕昇', 'Ada', 'Bi Sheng'];
const name = fc.constantFrom(...names);
const someNames = fc.subarray(names, { maxLength: 4 });

/** On both sides of the first build's day, as days pass and posts of the future become public. */
const days = ['2026-01-31', '2026-02-28', '2026-03-01', '2026-05-07', '2026-05-31'].concat([
  '2026-06-01',
  '2026-06-02',
  '2026-06-04',
  '',
]);

const paragraphs = [
  '一行排三十六到四十二个汉字，读来不累。',
  'Kerning is what nobody sees, and everybody reads.',
  '**检索**（Retrieval: 查找）先于阅读。',
  '**检索**（Retrieval: 从许多里找出一个）与**行长**（Measure）。',
  '**AI**（Artificial intelligence: 会读的机器）',
  '行长与字距，毕昇与 Ada，AI 与检索。',
  '见[[行长]]，又见[[p1|那一篇]]、[[p2#一节]]和[[Retrieval]]。',
  '[一篇](p0.md)、[二篇](/posts/p3/)、[三篇](/posts/own/)',
  '## 一节\n\n短。',
  '## 一节\n\n### 二节\n\n## Two',
  '<details>\n<summary>English original</summary>\n\nThe measure of a line.\n\n</details>',
  '**毕昇**：先设一铁板。\n\n**Ada**: And then?',
  '![图](picture.png)',
  '[附件](data.txt)',
  `长。${'甲乙丙丁，'.repeat(300)}`,
  '脚注[^1]\n\n[^1]: 在这里。',
];

/** What may stand in each field of a post; the first value is the plainest. */
const fields = {
  title: name,
  date: fc.constantFrom(...days),
  body: fc.shuffledSubarray(paragraphs, { maxLength: 6 }),
  tags: someNames,
  area: fc.constantFrom('读', 'web', '網'),
  category: fc.constantFrom('essay', 'AI'),
  project: name,
  series: fc.constantFrom('卡片盒', 'AI'),
  speaker: name,
  guest: name,
  people: someNames,
  companies_orgs: someNames,
  products_models: someNames,
  media_books: someNames,
  summary: fc.constantFrom('一行。', 'A line.'),
  insight: fc.constantFrom('行长是呼吸。', 'AI'),
  lang: fc.constantFrom('en', 'zh-Hant', ''),
  slug: fc.constantFrom('', '', 'own', 'p1'),
  aliases: fc.constantFrom<readonly string[]>([], ['别名'], ['/posts/p1/', '/old/'], ['行长']),
  layout: fc.constantFrom('', 'book-note.njk'),
  rating: fc.constantFrom('4/5', 'good'),
  updated: fc.constantFrom('2026-05-20', ''),
  cover_image: fc.constantFrom('', 'picture.png'),
  draft: fc.constantFrom('', '', '', '', 'true'),
  exclude: fc.constantFrom('', '', '', '', 'true'),
};

type Field = keyof typeof fields;

/** Front matter of a post by key, and its paragraphs. What is empty is not written. */
type PostParts = Readonly<Partial<Record<Field, string | readonly string[]>>>;

const post: fc.Arbitrary<PostParts> = fc.record(fields, { requiredKeys: ['title', 'date'] });

/** Editions that cost a build much and depend on little. */
const costly = { socialImages: false, webManifest: false } as const;

/** Settings that change; each takes the place of the former of its name. */
const settings: readonly Partial<SiteConfigInput>[] = [
  { title: '另一站', description: '*换了名字*' },
  { pagination: { home: 3, listings: 2 } },
  { permalinks: '/:year/:month/:slug/' },
  { permalinks: '/posts/:slug/' },
  { pathPrefix: '/notes/' },
  { pathPrefix: '/' },
  { language: 'en' },
  { language: 'zh-Hant' },
  { terms: { minimumPosts: 1 } },
  { terms: { minimumPosts: 3, maximumPages: 4 } },
  { feed: { content: 'full', limit: 3 } },
  { editions: { ...costly, serviceWorker: true, redirectPages: false } },
  { editions: { ...costly, markdown: false, llms: false, termFeeds: 1 } },
  { search: { variants: 'none' } },
  { search: { enabled: false } },
  { search: {} },
  { timeZone: 'America/Los_Angeles' },
  { fields: { rating: { type: 'text', label: 'Stars' } } },
  { limits: { files: 150 } },
];

/** Texts of files beside the posts; an empty one is no file. */
const files: Readonly<Record<string, readonly string[]>> = {
  '_data/aliases.yaml': [
    '',
    'all:\n  检索: [Retrieval]\n',
    'person:\n  毕昇: [Bi Sheng]\nall:\n  AI: [行长]\n',
    'tag:\n  字距: [检索, 檢索]\narea:\n  网络: [web]\n',
  ],
  '_data/labels.yaml': [
    '',
    'area: { 读: 阅读 }\nperson: { Ada: 艾达 }\n',
    'tag: { ai: 人工智能, 行长: 字距 }\nseries: { AI: 机器 }\n',
  ],
  '_data/reading.json': ['', '{ "book": "考工记" }'],
  '_includes/slots/after-article.njk': ['', '<p>{{ view.title }}</p>', '<p>完</p>'],
  'pages/now.md': [
    '',
    '---\ntitle: 近况\n---\n\n{{ collections.posts.length }} {{ reading.book }} {{ site.title }}\n',
    '---\ntitle: 近况\n---\n\n{{ tags.index | length }}, {{ areas.pages | length }}\n',
    '---\npermalink: /now.html\n---\n{% for p in collections.posts %}{{ p.url }} {% endfor %}\n',
  ],
  'posts/data.txt': ['甲', '乙', ''],
  'static/CNAME': ['', 'notes.example.com\n'],
  'styles/own.css': ['', ':root { --measure: 34em; }\n'],
};

const kindOf = <Kind extends string>(kind: Kind) => fc.constant(kind);
/** A post, as its number among those that there are. */
const at = fc.nat({ max: 29 });

/** Fields that change; what decides most more often. */
const changed: readonly Field[] = [
  ...(Object.keys(fields) as Field[]),
  ...(['title', 'date', 'tags', 'body', 'body', 'draft', 'draft', 'slug'] as const),
];

/** Something that happens to a site's folder. */
const edit = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: kindOf('add'), post }) },
  {
    weight: 6,
    arbitrary: fc.oneof(
      ...changed.map((field) =>
        fc.record({ kind: kindOf('change'), at, field: fc.constant(field), to: fields[field] }),
      ),
    ),
  },
  fc.record({ kind: kindOf('remove'), at }),
  fc.record({ kind: kindOf('bring back') }),
  fc.record({ kind: kindOf('rename'), at, to: fc.constantFrom('', 'sub/') }),
  fc.record({ kind: kindOf('exchange'), at, with: at }),
  fc.record({ kind: kindOf('picture'), colour: fc.constantFrom('#a2361f', '#456') }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: kindOf('setting'), to: fc.constantFrom(...settings) }),
  },
  {
    weight: 2,
    arbitrary: fc.oneof(
      ...Object.entries(files).map(([file, texts]) =>
        fc.record({
          kind: kindOf('file'),
          file: fc.constant(file),
          text: fc.constantFrom(...texts),
        }),
      ),
    ),
  },
);

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

/** What happens between two builds, and how the second is made. */
export interface Round {
  readonly edits: readonly Edit[];
  /** Days that pass. */
  readonly days: number;
  /** Whether the build is one with drafts and posts of the future. */
  readonly isPreview: boolean;
  /** Whether published addresses may change hands and vanish. */
  readonly acceptAddresses: boolean;
}

/** Nothing has happened yet. */
export const firstRound: Round = { edits: [], days: 0, isPreview: false, acceptAddresses: false };

export interface History {
  /** Of the site as it is first built. */
  readonly posts: readonly PostParts[];
  readonly rounds: readonly Round[];
}

/** Histories of sites. @param rounds how many, at least and at most. */
export function siteHistory(rounds: { minLength: number; maxLength: number }) {
  const round: fc.Arbitrary<Round> = fc.record({
    // What a cache overlooks shows best where nothing else has changed.
    edits: fc.oneof(
      fc.array(edit, { minLength: 1, maxLength: 1 }),
      fc.array(edit, { minLength: 2, maxLength: 8, size: 'max' }),
    ),
    days: fc.nat({ max: 2 }),
    isPreview: fc.constantFrom(false, false, false, true),
    acceptAddresses: fc.boolean(),
  });
  return fc.record({
    posts: fc.array(post, { minLength: 10, maxLength: 18, size: 'max' }),
    rounds: fc.array(round, { ...rounds, size: 'max' }),
  });
}

/** The folder of a site that is edited. */
export class EditedSite {
  readonly folder: string;
  /** Of the month. */
  day = 1;
  settings: Partial<SiteConfigInput> = {
    pagination: { home: 2, listings: 3 },
    editions: costly,
  };
  /** By the names of their files. */
  readonly #posts = new Map<string, PostParts>();
  readonly #removed: [string, PostParts][] = [];
  #names = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @param plainPosts how many there are beside the others. */
  async begin(posts: readonly PostParts[], plainPosts: number): Promise<void> {
    for (let index = 0; index < plainPosts; index++) {
      const parts = { title: `第${index}篇`, date: '2025-12-31', tags: [names[index % 7] ?? ''] };
      this.#put(`plain-${index}.md`, { ...parts, body: [paragraphs[index % 2] ?? ''] });
    }
    for (const post of posts) await this.#edit({ kind: 'add', post });
    await this.#edit({ kind: 'picture', colour: '#456' });
    await this.#edit({ kind: 'file', file: 'posts/data.txt', text: '甲' });
  }

  /** Lets a round happen. */
  async pass({ edits, days }: Round): Promise<void> {
    this.day += days;
    for (const edit of edits) await this.#edit(edit);
  }

  async #edit(edit: Edit): Promise<void> {
    switch (edit.kind) {
      case 'add':
        this.#put(this.#newName(), edit.post);
        break;
      case 'change': {
        const [name, parts] = this.#postAt(edit.at);
        this.#put(name, { ...parts, [edit.field]: edit.to });
        break;
      }
      case 'remove':
        // A folder without posts is an error.
        if (this.#posts.size > 1) this.#removed.push(this.#take(edit.at));
        break;
      case 'bring back':
        for (const [name, parts] of this.#removed.splice(-1)) this.#put(name, parts);
        break;
      case 'rename': {
        const [, parts] = this.#take(edit.at);
        this.#put(`${edit.to}${this.#newName()}`, parts);
        break;
      }
      case 'exchange': {
        const [one, ofOne] = this.#postAt(edit.at);
        const [other, ofOther] = this.#postAt(edit.with);
        this.#put(one, ofOther);
        this.#put(other, ofOne);
        break;
      }
      case 'picture': {
        const { colour: background } = edit;
        const create = { width: 60, height: 40, channels: 3, background } as const;
        const picture = await sharp({ create }).png().toBuffer();
        writeFiles(this.folder, { 'posts/picture.png': picture });
        break;
      }
      case 'file':
        if (edit.text !== '') writeFiles(this.folder, { [edit.file]: edit.text });
        else rmSync(path.join(this.folder, edit.file), { force: true });
        break;
      case 'setting':
        this.settings = { ...this.settings, ...edit.to };
    }
  }

  #newName(): string {
    return `p${this.#names++}.md`;
  }

  #postAt(at: number): [string, PostParts] {
    // The last, as there may be many plain ones.
    const posts = [...this.#posts].slice(-30);
    return posts[at % posts.length] ?? [this.#newName(), {}];
  }

  #put(name: string, parts: PostParts): void {
    this.#posts.set(name, parts);
    writeFiles(this.folder, { [`posts/${name}`]: textOf(parts) });
  }

  #take(at: number): [string, PostParts] {
    const [name, parts] = this.#postAt(at);
    this.#posts.delete(name);
    rmSync(path.join(this.folder, 'posts', name));
    return [name, parts];
  }
}

function textOf({ body = [], ...fields }: PostParts): string {
  const lines = Object.entries(fields)
    .filter(([, value]) => value.length > 0)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return `---\n${lines.join('')}---\n\n${[body].flat().join('\n\n')}\n`;
}
