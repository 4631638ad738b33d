import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { displayPath } from '../../src/cli/command-line.ts';
import { termTypes } from '../../src/content/terms.ts';
import { plainSite, runCommand, runFromSource } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const site = plainSite();

describe('npm run new', () => {
  it('creates a draft, says where, and never overwrites', () => {
    const posts = path.join(temporaryFolder(), 'posts');
    const args = [
      '写作：削铅笔',
      ...site,
      '--posts',
      posts,
      '--area',
      '写作',
      '--tags',
      'a,b',
      '--tags',
      'c',
    ];
    const first = runCommand('new', args);
    assert.equal(first.status, 0, first.stderr);
    const file = path.join(posts, '写作-削铅笔.md');
    assert.ok(first.stdout.includes(`Created ${displayPath(file)}, a draft`), first.stdout);
    assert.ok(first.stdout.includes('http://localhost:8080/posts/写作-削铅笔/'));
    const written = readFileSync(file, 'utf8');
    assert.match(written, /^title: 写作：削铅笔\ndate: \d{4}-\d\d-\d\d\ndraft: true\n/m);
    assert.match(written, /^tags: \[a, b, c\]$/m);

    const second = runCommand('new', args);
    assert.equal(second.status, 1);
    assert.match(second.stderr, /写作-削铅笔\.md.*--slug/);
    assert.equal(readFileSync(file, 'utf8'), written);
  });

  it("takes values of the site's own fields", () => {
    const folder = temporaryFolder();
    const fields = "fields: { level: { type: 'text' }, tools: { type: 'list' } }";
    const settings = `export default { title: '站', url: 'https://a.example', ${fields} };`;
    writeFiles(folder, { 'site.config.mjs': settings });
    const config = ['--config', folder];
    const made = runCommand('new', [
      '甲',
      ...['--field', 'level=a=b', '--field', 'tools=c, d', '--field', 'tools=e'],
      ...config,
    ]);
    assert.equal(made.status, 0, made.stderr);
    const text = readFileSync(path.join(folder, 'posts/甲.md'), 'utf8');
    assert.match(text, /\nlevel: a=b\ntools: \[c, d, e\]\n/);
    for (const [field, message] of [
      ['levl=a', /must be KEY=TEXT of a declared field\. Did you mean level=\?/],
      ['level', /--field is "level"/],
      ['toString=a', /--field is "toString=a"/],
    ] as const) {
      const { status, stderr } = runCommand('new', ['乙', '--field', field, ...config]);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
  });

  it('says what is wrong with the command line', () => {
    const posts = path.join(temporaryFolder(), 'posts');
    const wrong: Readonly<Record<string, readonly string[]>> = {
      'Give the post a title': [],
      'Put the title in quotes': ['two', 'words'],
      'Did you mean --series': ['x', '--serie', 'y'],
      'must be a day': ['x', '--date', '2026-02-30'],
      'not a web address': ['x', '--source', 'example'],
      'language tag': ['x', '--lang', 'not a tag'],
    };
    for (const [message, args] of Object.entries(wrong)) {
      const { status, stderr } = runCommand('new', [...args, ...site, '--posts', posts]);
      assert.equal(status, 2, message);
      assert.ok(stderr.includes(message), stderr);
    }
    assert.equal(existsSync(path.join(posts, 'x.md')), false);
  });
});

describe('npm run publish-post and unpublish', () => {
  it('change the draft flag, once, and keep the rest', () => {
    const folder = temporaryFolder();
    const draft = '\uFEFF---\r\ntitle: "一" # c\r\ndraft: "true"\r\nExclude: false\r\n---\r\n正文';
    writeFiles(folder, {
      'a.md': draft,
      'b.md': '---\ntitle: 二\ndate: 2099-01-01\ndraft: true\n---\n',
    });
    const posts = [...site, '--posts', folder];
    const done = runCommand('publish', ['a', path.join(folder, 'b.md'), ...posts]);
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stdout, /a\.md {2}is now public \(date \d{4}-\d\d-\d\d\)/);
    assert.match(
      done.stdout,
      /b\.md {2}is now public\n {2}its date lies in the future: .*2099-01-01/,
    );
    const read = () => readFileSync(path.join(folder, 'a.md'), 'utf8');
    const text = read();
    const date = /date: \d{4}-\d\d-\d\d/.exec(text)?.[0];
    const head = ['\uFEFF---', 'title: "一" # c', 'draft: "false"', 'Exclude: false'];
    assert.equal(text, [...head, date, '---', '正文'].join('\r\n'));
    assert.match(runCommand('publish', ['a.md', ...posts]).stdout, /is public already/);
    assert.equal(read(), text);

    assert.match(
      runCommand('unpublish', ['a.md', ...posts]).stdout,
      /is now a draft[^]*\nReaders have the post until the new site is published\.$/m,
    );
    assert.equal(read(), text.replace('"false"', '"true"'));
  });

  it('set the date of a public post, and warn of an empty body', () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'out.md': '---\ntitle: 一\ndate: 2026-01-01\n---\n正文\n',
      'empty.md': '---\ntitle: 二\ndraft: true\n---\n\n',
    });
    const posts = [...site, '--posts', folder];
    const redated = runCommand('publish', ['out', '--date', '2026-03-06', ...posts]);
    assert.match(redated.stdout, /out\.md {2}is public \(date 2026-03-06, was 2026-01-01\)\n/);
    assert.match(readFileSync(path.join(folder, 'out.md'), 'utf8'), /^date: 2026-03-06$/m);
    assert.doesNotMatch(redated.stdout, /warning/);
    const { status, stdout } = runCommand('publish', ['empty', ...posts]);
    assert.equal(status, 0);
    assert.match(stdout, /empty\.md {2}is now public .*\n {2}warning: it has no text;/);

    const both = ['out', '--date', '2026-03-06', '--keep-date', ...posts];
    assert.equal(runCommand('publish', both).status, 2);
  });

  it('change the others when one cannot be changed', () => {
    const folder = temporaryFolder();
    const twice = '---\ntitle: 一\ndraft: true\nDraft: true\n---\n';
    writeFiles(folder, { 'twice.md': twice, 'b.md': '---\ntitle: 二\ndraft: true\n---\n' });
    const { status, stderr } = runCommand('publish', ['twice', 'b', ...site, '--posts', folder]);
    assert.equal(status, 1);
    assert.match(stderr, /twice\.md:\d+.*"draft" twice/);
    assert.equal(readFileSync(path.join(folder, 'twice.md'), 'utf8'), twice);
    assert.match(readFileSync(path.join(folder, 'b.md'), 'utf8'), /draft: false/);
    assert.equal(runCommand('publish', ['nowhere', ...site, '--posts', folder]).status, 2);
    assert.equal(runCommand('publish', site).status, 2);
  });
});

describe('npm run publish-post', () => {
  it('leaves a post alone that no build would publish, and says why', () => {
    const folder = temporaryFolder();
    const files = {
      'draft.md': '---\ntitle: 一\ntags: {a: b}\ndraft: true\n---\n正文\n',
      'public.md': '---\ntitle: 二\ndate: 2026-13-01\n---\n正文\n',
    };
    writeFiles(folder, { ...files, 'good.md': '---\ntitle: 三\ndraft: true\n---\n正文\n' });
    // A folder beside a post, with its pictures, is not what is meant.
    writeFiles(folder, { 'good/picture.txt': '' });
    const names = ['draft', 'public', 'good'];
    const { status, stdout, stderr } = runCommand('publish', [
      ...names,
      ...site,
      '--posts',
      folder,
    ]);
    assert.equal(status, 1);
    assert.match(stderr, /draft\.md {2}is left as it is: no build would publish it/);
    assert.match(stderr, /draft\.md:3:1.*\[wrong-type\]/);
    assert.match(stderr, /public\.md:3:1.*\[date-invalid\]/);
    assert.match(stdout, /^\S*good\.md {2}is now public \(date \S+\)\n$/);
    for (const [name, text] of Object.entries(files)) {
      assert.equal(readFileSync(path.join(folder, name), 'utf8'), text);
    }
  });

  it('finds a post from the folder of the site, and says where it has looked', () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'site.config.mjs': 'export default { title: "x", url: "https://example.com" };',
      'posts/one.md': '---\ntitle: 一\ndraft: true\n---\n正文\n',
    });
    const found = runCommand('publish', ['posts/one.md', '--config', folder]);
    assert.equal(found.status, 0, found.stderr);
    const missing = runCommand('publish', ['posts/two.md', '--config', folder]);
    assert.equal(missing.status, 2);
    const at = (name: string) => displayPath(path.join(folder, name));
    const tried = ['posts/two.md', 'posts/posts/two.md', 'posts/posts/two.md.md'].map(at);
    const said = `no post posts/two.md. These are not there: posts/two.md, ${tried.join(', ')}.`;
    assert.ok(missing.stderr.includes(said), missing.stderr);
  });
});

describe('npm run init', () => {
  it('makes a content folder outside the repository that every command works on', () => {
    const folder = path.join(temporaryFolder(), 'my site');
    const made = runCommand('init', [folder, '--title', '"我的" 站']);
    assert.equal(made.status, 0, made.stderr);
    const config = ['--config', folder];
    const aliases = readFileSync(path.join(folder, '_data/aliases.yaml'), 'utf8');
    assert.ok(aliases.replace('\n#', '').includes(`(${termTypes.join(', ')})`), aliases);

    const created = runCommand('new', ['第二篇', '--area', '写作', ...config]);
    assert.equal(created.status, 0, created.stderr);
    assert.equal(runCommand('publish', ['第二篇', ...config]).status, 0);
    writeFiles(folder, {
      '_data/aliases.yaml': 'area:\n  写作: [Writing]\n',
      'posts/third.md': '---\ntitle: 第三篇\narea: Writing\nsummary: 三\n---\n正文\n',
    });
    const built = runCommand('build', [...config, '--format', 'json']);
    assert.equal(built.status, 0, built.stdout + built.stderr);
    const home = readFileSync(path.join(folder, '_site/index.html'), 'utf8');
    assert.ok(home.includes('&quot;我的&quot; 站') && home.includes('第二篇'));
    // The aliases are those of the content, not of the engine's demo.
    assert.ok(existsSync(path.join(folder, '_site/areas/xie-zuo/index.html')));
    assert.equal(existsSync(path.join(folder, '_site/areas/writing/index.html')), false);

    const checked = runCommand('check', config);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
    assert.match(checked.stdout, /第二篇\.md:\d+ {2}The article has no text/);
  });

  it('makes a site that advice keeps to', () => {
    const folder = path.join(temporaryFolder(), 'my site');
    const made = runFromSource('init', [folder]);
    const config = ['--config', folder];
    const option = `--config '${displayPath(folder)}'`;
    assert.ok(made.stdout.includes(`npm run dev -- ${option}\n`), made.stdout);
    const created = runFromSource('new', ['二', ...config]).stdout;
    const file = `'${displayPath(path.join(folder, 'posts/二.md'))}'`;
    assert.ok(created.includes(`(npm run dev -- --config '${folder}')`), created);
    assert.ok(created.includes(`npm run publish-post -- ${file} --config '${folder}'\n`), created);
    const posts = path.join(folder, 'posts');
    const published = runFromSource('publish', ['二', ...config, '--posts', posts]).stdout;
    const next = `Next: npm run build -- --config '${folder}' --posts '${posts}'\n`;
    assert.ok(published.endsWith(next), published);
    for (const [command, ...args] of [['preview'], ['host-config', 'nginx']] as const) {
      const { stderr } = runFromSource(command, [...args, ...config, '--output', 'none']);
      const advice = `npm run build -- --config '${folder}' --output none\n`;
      assert.ok(stderr.includes(advice), stderr);
    }
    const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
    assert.ok(readme.includes(`\`npm run dev -- ${option}\``), readme);
  });

  it('overwrites nothing', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'posts/hello.md': 'mine', 'README.md': 'mine' });
    const refused = runCommand('init', [folder]);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /posts\/hello\.md.*Nothing was written/);
    assert.equal(existsSync(path.join(folder, 'site.config.mjs')), false);

    const other = temporaryFolder();
    writeFiles(other, { 'README.md': 'mine' });
    assert.equal(runCommand('init', [other, '--lang', 'en']).status, 0);
    assert.equal(readFileSync(path.join(other, 'README.md'), 'utf8'), 'mine');
    assert.equal(runCommand('init', []).status, 2);
    assert.equal(runCommand('init', [other, '--lang', 'fr']).status, 2);
  });
});

describe('npm run schema', () => {
  it('writes what editors offer', () => {
    const output = path.join(temporaryFolder(), '.vscode');
    const { status, stdout } = runCommand('schema', ['--output', output]);
    assert.equal(status, 0);
    assert.match(stdout, /front-matter\.schema\.json/);
    const schema = JSON.parse(
      readFileSync(path.join(output, 'front-matter.schema.json'), 'utf8'),
    ) as { properties: { area: { items: { examples: string[] } } } };
    assert.ok(schema.properties.area.items.examples.includes('typography'));
  });

  it('writes beside the settings that are named', () => {
    const folder = temporaryFolder();
    runCommand('init', [folder]);
    const { status, stdout } = runCommand('schema', ['--config', folder]);
    assert.equal(status, 0);
    const file = path.join(folder, '.vscode/front-matter.schema.json');
    assert.ok(stdout.includes(`Wrote ${displayPath(file)}\n`), stdout);
    assert.ok(existsSync(file));
    assert.match(readFileSync(path.join(folder, '.gitignore'), 'utf8'), /^\.vscode\/front-matter/m);
  });
});
