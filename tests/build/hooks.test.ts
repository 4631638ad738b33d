import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { checkCorpus } from '../../src/check/check-corpus.ts';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { makeConfig } from '../support/articles.ts';
import { build, buildSound, readFolder } from '../support/build-site.ts';
import { siteBuildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

type Hooks = SiteConfigInput['hooks'];

const post = (title: string, body: string) =>
  `---\ntitle: ${title}\ndate: 2026-01-02\nmood: calm\n---\n\n${body}\n`;

/** A site in a folder of its own. */
function site(files: Readonly<Record<string, string>>) {
  const siteDir = temporaryFolder();
  const postsDir = path.join(siteDir, 'posts');
  writeFiles(siteDir, {
    'posts/one.md': post('一', '## 节\n\n@名@ 见 [[二]]。\n'),
    'posts/two.md': post('二', '正文。'),
    ...files,
  });
  const options = {
    siteDir,
    outputDir: path.join(siteDir, '_site'),
    cacheDir: path.join(siteDir, '.cache'),
  };
  return {
    siteDir,
    postsDir,
    options,
    write: (more: Readonly<Record<string, string>>) => writeFiles(siteDir, more),
    sound: (hooks: Hooks) => buildSound(postsDir, options, { hooks }),
    problems: async (hooks: Hooks, more: { readonly keepGoing?: boolean } = {}) => {
      const { report } = await build(postsDir, { ...options, ...more }, { hooks });
      assert.equal(report.ok, false);
      const errors = report.problems.filter(({ severity }) => severity === 'error');
      return errors.map(
        ({ file, line = 0, message }) =>
          `${path.relative(siteDir, path.resolve(file))}:${line} ${message}`,
      );
    },
    page: (name: string) => readFileSync(path.join(siteDir, '_site', name), 'utf8'),
  };
}

/** A plugin in TypeScript that makes `<b class="name">` of `@name@`, by a module beside it. */
const names = {
  'hooks/names.ts': [
    "import { tag } from './tag.ts';",
    'interface Rules { before(other: string, name: string, rule: unknown): void }',
    'export default (md: { inline: { ruler: Rules } }): void =>',
    "  md.inline.ruler.before('text', 'names', (state: any, silent: boolean) => {",
    '    const [all, name] = /^@(\\p{L}+)@/u.exec(state.src.slice(state.pos)) ?? [];',
    '    if (all === undefined) return false;',
    '    if (!silent) {',
    "      state.push('n_open', tag, 1).attrs = [['class', 'name'], ['onclick', 'a()']];",
    "      state.push('text', '', 0).content = name; state.push('n_close', tag, -1); }",
    '    state.pos += all.length;',
    '    return true;',
    '  });',
  ].join('\n'),
  'hooks/tag.ts': "export const tag = 'b' as const;\n",
} as const;

describe('hooks of a site', () => {
  it('add to Markdown, in TypeScript too, and what they write is sanitised', async () => {
    const own = site(names);
    await own.sound({ markdown: './hooks/names.ts' });
    assert.match(
      own.page('posts/one/index.html'),
      /<b class="name">名<\/b> 见 <a href="\/posts\/two/,
    );
    // What a hook imports is part of the key of posts.
    own.write({ 'hooks/tag.ts': "export const tag = 'i';\n" });
    await own.sound({ markdown: './hooks/names.ts' });
    assert.match(own.page('posts/one/index.html'), /<i class="name">名<\/i>/);
    await own.sound(undefined);
    assert.match(own.page('posts/one/index.html'), /@名@/);
  });

  it('change articles, with what is known of them, and are trusted', async () => {
    const own = site({
      'hooks/first.mjs': [
        'export default (html, { post, toc, isBilingual }) => {',
        "  post.title = 'changed';",
        "  return `${html}<p onclick='a()'>${post.extra.mood} ${toc.map(({ text }) => text)}</p>`;",
        '};',
      ].join('\n'),
      'hooks/second.mjs':
        'export default async (html) => `<section>${html.replace("calm", "quiet")}</section>`;',
    });
    await own.sound({ transformArticle: ['./hooks/first.mjs', 'hooks/second.mjs'] });
    const page = own.page('posts/one/index.html');
    assert.match(page, /<section><h2 id="节">.*<p onclick='a\(\)'>quiet 节<\/p><\/section>/s);
    assert.match(page, /@名@ 见 <a href="\/posts\/two\/">二<\/a>。/);
    assert.match(page, /<h1>一<\/h1>/);
  });

  it('do the same in a check', async () => {
    const own = site({
      'hooks/fail.mjs': "export default () => {\n  throw new Error('no');\n};",
    });
    const { siteDir, postsDir, options } = own;
    const report = await checkCorpus(
      makeConfig({ hooks: { transformArticle: './hooks/fail.mjs' } }),
      {
        ...{ siteDir, postsDir, postsLabel: 'posts', cacheDir: options.cacheDir },
        ...{ drafts: true, terms: false, now: new Date('2026-06-01T04:00:00Z') },
      },
    );
    const said = report.problems.filter(({ code }) => code === 'hook');
    assert.deepEqual(
      said.map(({ message }) => message),
      ['no (for posts/one.md)', 'no (for posts/two.md)'],
    );
  });

  it('take the packages of their own folder, and know a new version of them', async () => {
    const own = site({
      'hooks/packed.mjs': "import mark from 'own-mark';\nexport default (html) => mark(html);\n",
    });
    const version = (number: string) => {
      own.write({
        'node_modules/own-mark/package.json': JSON.stringify({
          ...{ name: 'own-mark', version: number, type: 'module', exports: './a.js' },
        }),
        'node_modules/own-mark/a.js': `export default (html) => html + '<i>${number}</i>';`,
      });
    };
    version('1.0.0');
    await own.sound({ transformArticle: './hooks/packed.mjs' });
    assert.match(own.page('posts/two/index.html'), /<i>1\.0\.0<\/i>/);
    version('1.0.1');
    // As a process of its own: Node loads a package once.
    own.write({
      'site.config.mjs':
        "export default { title: '站', url: 'https://example.com', " +
        "hooks: { transformArticle: './hooks/packed.mjs' } };",
    });
    const args = ['--config', own.siteDir, '--cache', own.options.cacheDir];
    const { code, output } = await startCommand(siteBuildCommand(args)).finished;
    assert.equal(code, 0, output);
    assert.match(own.page('posts/two/index.html'), /<i>1\.0\.1<\/i>/);
  });

  it('that cannot be loaded are named, and stop even a build that keeps going', async () => {
    const own = site({
      'hooks/syntax.ts': 'export default (html: string) => {\n  retrun html;\n};',
      'hooks/import.mjs': "import { a } from './none.mjs';\nexport default () => a;",
      'hooks/throws.mjs': 'const none = null;\nexport default none.hook;',
      'hooks/data.mjs': 'export default { a: 1 };',
      'hooks/at-once.mjs':
        "export default (md) => {\n  md.block.ruler.before('none', 'a', () => 0);\n};",
    });
    for (const [hooks, said] of [
      [{ markdown: './hooks/none.mjs' }, /^hooks\/none\.mjs:0 There is no such file\.$/],
      [{ markdown: './hooks/syntax.ts' }, /^hooks\/syntax\.ts:2 Expected ";" but found "html"$/],
      [
        { buildEnd: './hooks/import.mjs' },
        /^hooks\/import\.mjs:1 Could not resolve "\.\/none\.mjs"$/,
      ],
      [{ transformArticle: './hooks/throws.mjs' }, /^hooks\/throws\.mjs:2 Cannot read properties/],
      [
        { transformArticle: './hooks/data.mjs' },
        /^hooks\/data\.mjs:0 The file must export a function/,
      ],
      [{ markdown: './hooks/at-once.mjs' }, /^hooks\/at-once\.mjs:2 Parser rule not found: none$/],
    ] as const) {
      const problems = await own.problems(hooks, { keepGoing: true });
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems.join(), said);
    }
    assert.ok(!existsSync(own.options.outputDir));
  });

  it('that fail for a post name both', async () => {
    const own = site({
      'hooks/fail.mjs':
        "export default (html) => {\n  if (html.includes('节')) null.a;\n  return html;\n};",
      'hooks/none.mjs': "export default (html) => (html.includes('节') ? undefined : html);",
      'hooks/moves.mjs':
        "export default (html) => html.replace('<a data-post', '<a class=\"a\" data-post');",
      'hooks/rule.mjs':
        "export default (md) => {\n  md.core.ruler.push('a', ({ src }) => {\n" +
        "    if (src.includes('节')) null.a;\n  });\n};",
    });
    const failing = async (hooks: Hooks) => (await own.problems(hooks)).join('\n');
    assert.match(
      await failing({ transformArticle: './hooks/fail.mjs' }),
      /^hooks\/fail\.mjs:2 Cannot read properties of null \(reading 'a'\) \(for posts\/one\.md\)$/,
    );
    assert.match(
      await failing({ transformArticle: './hooks/none.mjs' }),
      /^hooks\/none\.mjs:0 It returns no text\. \(for posts\/one\.md\)$/,
    );
    assert.match(
      await failing({ transformArticle: './hooks/moves.mjs' }),
      /^hooks\/moves\.mjs:0 It has moved the mark of a link to a post\. \(for posts\/one\.md\)$/,
    );
    assert.match(
      await failing({ markdown: './hooks/rule.mjs' }),
      /^hooks\/rule\.mjs:3 Cannot read properties of null \(reading 'a'\) \(for posts\/one\.md\)$/,
    );
  });
});

describe('the hook at the end of a build', () => {
  it('knows the site, and adds files before it is published', async () => {
    const own = site({
      'hooks/end.mjs': [
        "import { writeFile } from 'node:fs/promises';",
        "import path from 'node:path';",
        'export default async ({ outputDir, posts, pages }) => {',
        '  const lines = posts.map(({ post, url, path }) => `${post.title} ${url} ${path}`);',
        "  lines.push(String(pages.includes('index.html')));",
        "  await writeFile(path.join(outputDir, 'list.txt'), lines.join('\\n'));",
        '};',
      ].join('\n'),
    });
    for (const when of ['cold', 'warm']) {
      await own.sound({ buildEnd: './hooks/end.mjs' });
      assert.equal(
        own.page('list.txt'),
        [
          '一 https://example.com/posts/one/ posts/one/index.html',
          '二 https://example.com/posts/two/ posts/two/index.html',
          'true',
        ].join('\n'),
        when,
      );
    }
  });

  it('fails the build with its place, and nothing is published', async () => {
    const own = site({});
    await own.sound(undefined);
    const before = readFolder(own.options.outputDir);
    own.write({ 'hooks/end.mjs': "export default () => {\n  throw new Error('full');\n};" });
    const problems = await own.problems({ buildEnd: './hooks/end.mjs' }, { keepGoing: true });
    assert.deepEqual(problems, ['hooks/end.mjs:2 full']);
    assert.deepEqual(readFolder(own.options.outputDir), before);
  });
});

describe('hooks that never end', () => {
  const waits = 'export default () => new Promise(() => {});';
  const builds = async (hooks: string, code: string) => {
    const own = site({
      'hooks/slow.mjs': code,
      'site.config.mjs':
        "export default { title: '站', url: 'https://example.com', " +
        `limits: { postSeconds: 0.5 }, hooks: ${hooks} };`,
    });
    mkdirSync(own.options.cacheDir);
    const args = ['--config', own.siteDir, '--cache', own.options.cacheDir];
    const { code: exit, output } = await startCommand(siteBuildCommand(args)).finished;
    assert.equal(exit, 1, output);
    assert.deepEqual(
      readdirSync(own.siteDir).filter((name) => name.startsWith('_site')),
      [],
    );
    return output;
  };
  const inVain = /hooks\/slow\.mjs {2}It waits for a promise that never settles\./;

  it('are named when a build ends', async () => {
    assert.match(await builds("{ buildEnd: './hooks/slow.mjs' }", waits), inVain);
  });

  it('are named when they are loaded', async () => {
    const code = `await new Promise(() => {});\n${waits}`;
    assert.match(await builds("{ markdown: './hooks/slow.mjs' }", code), inVain);
  });

  it('are named with the post that they change', async () => {
    assert.match(
      await builds("{ transformArticle: './hooks/slow.mjs' }", waits),
      /hooks\/slow\.mjs {2}It waits for more than 0\.5 s\. \(for .*posts\/one\.md\)/,
    );
  });
});
