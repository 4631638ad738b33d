import type { SiteConfig } from '../config/site-config.ts';
import type { CalendarDay } from '../content/dates.ts';
import { termTypes, typesWhere } from '../content/terms.ts';

/** What the files of a new content folder depend on. */
export interface ContentTemplateOptions {
  readonly title: string;
  readonly language: SiteConfig['language'];
  readonly day: CalendarDay;
  /** What `package.json` says of Inkstone: versions, or where it lies. */
  readonly dependency: string;
  /** A command for this folder, as advice that can be copied. */
  readonly advise: (command: string, ...words: readonly string[]) => string;
  /** The workflow that publishes the site on GitHub Pages; none where it could not run. */
  readonly workflow?: string;
}

/** Makes the files of a new content folder: text by path. */
export function contentTemplate(options: ContentTemplateOptions): Readonly<Record<string, string>> {
  return {
    'package.json': packageFile(options.dependency),
    'site.config.mjs': configFile(options),
    'posts/hello.md': firstPost(options),
    '_data/aliases.yaml': aliasFile(options),
    'README.md': readme(options),
    '.gitignore': 'node_modules/\n_site/\n_site.*/\n.cache/\n.vscode/front-matter*\n',
    ...(options.workflow !== undefined && { '.github/workflows/publish.yml': options.workflow }),
  };
}

/** Commands that are scripts of a site's `package.json` too. */
const scripts = ['new', 'dev', 'check', 'build', 'preview'];

/**
 * The `package.json` of a site.
 * @param dependencies what one that exists says already.
 */
export function packageFile(
  dependency: string,
  dependencies: Readonly<Record<string, string>> = {},
): string {
  const manifest = {
    private: true,
    type: 'module',
    scripts: Object.fromEntries(scripts.map((command) => [command, `inkstone ${command}`])),
    dependencies: { inkstone: dependency, ...dependencies },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Plain JavaScript, which loads without a compiler. The type is a hint for editors, which find it
 * when the packages are installed.
 */
function configFile({ title, language }: ContentTemplateOptions): string {
  return `/** @type {import('inkstone').SiteConfigInput} */
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

const entities = typesWhere('isEntity');
const otherTypes = termTypes.filter((type) => !entities.includes(type));

function aliasFile({ advise }: ContentTemplateOptions): string {
  return `# Names that mean the same: "Name shown: [other spelling, …]" below the type \
of term (${otherTypes.join(', ')},
# ${entities.join(', ')}), or below "all" for every type.
# ${advise('check', '--terms')} proposes lines.
#
# organisation:
#   OpenAI: [开放人工智能]
`;
}

function readme({ title, advise, workflow }: ContentTemplateOptions): string {
  const place = workflow === undefined ? " Run the commands in Inkstone's folder." : '';
  return `# ${title}

The content of a site that Inkstone builds.${place}

| command | what it does |
|---|---|
| \`${advise('new', '"Title"')}\` | creates a post, as a draft |
| \`${advise('dev')}\` | shows the site at http://localhost:8080/ while you write, drafts included |
| \`${advise('check')}\` | lists what is wrong or doubtful |
| \`${advise('schema')}\` | makes your editor offer fields and values, in \`.vscode/\` here |
| \`${advise('publish', 'FILE')}\` | makes a draft public |
| \`${advise('build')}\` | writes the site into \`_site/\` here |

| file | holds |
|---|---|
| \`site.config.mjs\` | the settings; set \`url\` before you publish |
| \`posts/\` | the posts, in any folders |
| \`_data/aliases.yaml\` | names that mean the same |
${workflow === undefined ? '' : publishing}`;
}

const publishing = `| \`.github/workflows/publish.yml\` | publishes the site on GitHub Pages: on \
every push to \`main\`, and every hour for posts whose day has come |

Commit \`package-lock.json\` too: the workflow installs what it names.
`;
