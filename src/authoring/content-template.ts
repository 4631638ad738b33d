import type { CalendarDay } from '../content/dates.ts';

/** What the files of a new content folder depend on. */
export interface ContentTemplateOptions {
  readonly title: string;
  readonly language: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly day: CalendarDay;
  /** Path from Inkstone's folder to the content folder, for commands. */
  readonly folder: string;
  /** Path from the content folder to Inkstone's, for the type of the settings. */
  readonly engine: string;
}

/** Makes the files of a new content folder: text by path. */
export function contentTemplate(options: ContentTemplateOptions): Readonly<Record<string, string>> {
  return {
    'site.config.mjs': configFile(options),
    'posts/hello.md': firstPost(options),
    '_data/aliases.yaml': aliasFile,
    'README.md': readme(options),
    '.gitignore': '_site/\n_site.*/\n',
  };
}

/**
 * Plain JavaScript, which loads in any folder without packages or a compiler. The type is a hint
 * for editors; where Inkstone lies elsewhere it has no effect.
 */
function configFile({ title, language, engine }: ContentTemplateOptions): string {
  return `/** @type {import('${engine}/src/config/site-config.ts').SiteConfigInput} */
export default {
  title: ${JSON.stringify(title)},
  // Where the site is published: feeds, the sitemap and canonical links use it.
  url: 'https://example.com',
  // pathPrefix: '/notes/',
  description: '',
  language: '${language}',
  timeZone: 'Asia/Shanghai',
  author: { name: ${JSON.stringify(title)} },
  about: [],
};
`;
}

function firstPost({ day, language }: ContentTemplateOptions): string {
  const chinese = language !== 'en';
  const title = chinese ? '第一篇文章' : 'A first post';
  const summary = chinese ? '从这里开始写。' : 'Start writing here.';
  const body = chinese
    ? `### 怎样写

正文是 Markdown。**术语**（Term: 就地解释的词）会变成可以点开的解释。

<details>
<summary>View/Hide Original English</summary>
<p class="english-text">The original of a paragraph folds out below it.</p>
</details>

把这个文件改成自己的文章，或者删掉它。`
    : `### How to write

The body is Markdown. A **term** (Term: a word explained in place) becomes a note that opens.

Make this file an article of your own, or delete it.`;
  return `---
title: ${title}
date: ${day}
draft: false
tags: []
summary: ${summary}
---

${body}
`;
}

const aliasFile = `# Names that mean the same: "Name shown: [other spelling, …]" below the type \
of term (tag, area, category, project, series, speaker,
# person, organisation, product, media), or below "all" for every type. "npm run check -- \
--terms" proposes lines.
#
# organisation:
#   OpenAI: [开放人工智能]
`;

function readme({ title, folder }: ContentTemplateOptions): string {
  const option = `--config ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`;
  return `# ${title}

The content of a site that Inkstone builds. Run the commands in Inkstone's folder:

| command | what it does |
|---|---|
| \`npm run new -- "Title" ${option}\` | creates a post, as a draft |
| \`npm run dev -- ${option}\` | shows the site at http://localhost:8080/ while you write, drafts \
included |
| \`npm run check -- ${option}\` | lists what is wrong or doubtful |
| \`npm run publish-post -- FILE ${option}\` | makes a draft public |
| \`npm run build -- ${option}\` | writes the site into \`_site/\` here |

| file | holds |
|---|---|
| \`site.config.mjs\` | the settings; set \`url\` before you publish |
| \`posts/\` | the posts, in any folders |
| \`_data/aliases.yaml\` | names that mean the same |
`;
}
