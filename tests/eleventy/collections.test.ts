import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eleventyConfig, ownPost, ownSite } from '../support/own-site.ts';

/** Prints addresses. */
const urls = (collection: string) =>
  `{% for item in ${collection} %}` + '{{ item.url }} {% endfor %}';

const config = eleventyConfig(`
  eleventyConfig.addCollection('byGlob', (api) => api.getFilteredByGlob('posts/**'));
  eleventyConfig.addCollection('byTag', (api) => api.getFilteredByTag('纸'));
  eleventyConfig.addCollection('count', (api) => api.getAll().length);
  eleventyConfig.addCollection('mine', (api) =>
    api.getAllSorted().filter(({ data }) => data.area === '书法' && data.mood === '静'));
`);

describe('collections of a site', () => {
  const site = ownSite({
    'posts/b.md': ownPost('乙', '2026-01-03', '正文', 'tags: [纸, 墨]\n'),
    'posts/deep/a.md': ownPost('甲', '2026-01-02', '正文', 'tags: 纸\narea: 书法\nmood: 静\n'),
    'posts/none.md': '---\ntitle: 无日\n---\n正文',
    'posts/draft.md': ownPost('草稿', '2026-01-04', '正文', 'draft: true\n'),
    'posts/apart.md': ownPost('不列', '2026-01-05', '正文', 'exclude: true\n'),
    'eleventy.config.mjs': config,
    'pages/now.njk': '---\ntitle: 近况\ndate: 2026-01-02\ntags: [纸]\n---\n现在',
    'pages/list.njk': `---
permalink: /list.txt
layout: false
date: 2025-01-01
---
all: ${urls('collections.all')}
posts: ${urls('collections.posts')}
tag: ${urls("collections['纸']")}
ink: ${urls('collections.墨')}
none: [${urls('collections.nothing')}]
glob: ${urls('collections.byGlob')}
byTag: ${urls('collections.byTag')}
mine: ${urls('collections.mine')}
count: {{ collections.count }}
{% set post = collections.mine[0] -%}
post: {{ post.data.title }} {{ post.data.tags | join('+') }} {{ post.date.toISOString() }} {{ '' -}}
{{ post.fileSlug }} {{ post.inputPath }} {{ post.page.url }} {{ post.data.page.outputPath }}
`,
    'pages/paged.njk': `---
permalink: "/paged/{% if pagination.pageNumber %}{{ pagination.pageNumber }}/{% endif %}"
pagination:
  data: collections.posts
  size: 2
---
${urls('pagination.items')}`,
    'pages/tagged.njk': `---
permalink: /tagged.txt
layout: false
pagination:
  data: collections.纸
  size: 9
---
${urls('pagination.items')}`,
  });
  /** Lines of `list.txt` by their first word. */
  const lines = () =>
    new Map(
      site
        .read('list.txt')
        .split('\n')
        .map((line) => /^(\w+): (.*?) *$/.exec(line) ?? [])
        .map(([, name = '', value = '']) => [name, value]),
    );

  it('hold posts beside own pages, oldest first, in pages and in addCollection', async () => {
    await site.built();
    const list = lines();
    const posts = '/posts/none/ /posts/a/ /posts/b/';
    assert.equal(list.get('posts'), posts);
    assert.match(
      list.get('all') ?? '',
      /^\/posts\/none\/ \/list\.txt \/now\/ \/posts\/a\/ \/posts\/b\/ /,
    );
    assert.equal(list.get('tag'), '/now/ /posts/a/ /posts/b/');
    assert.equal(list.get('ink'), '/posts/b/');
    assert.equal(list.get('none'), '[]');
    assert.equal(list.get('glob'), posts);
    assert.equal(list.get('byTag'), '/now/ /posts/a/ /posts/b/');
    assert.equal(list.get('mine'), '/posts/a/');
    assert.ok(Number(list.get('count')) >= 5);
    assert.equal(
      list.get('post'),
      '甲 纸 2026-01-02T00:00:00.000Z a ./posts/deep/a.md /posts/a/ ./_site/posts/a/index.html',
    );
    assert.match(site.read('paged/index.html'), /\/posts\/none\/ \/posts\/a\/\s+</);
    assert.match(site.read('paged/1/index.html'), /\/posts\/b\/\s+</);
    assert.equal(site.read('tagged.txt').trim(), '/now/ /posts/a/ /posts/b/');
  });

  it('are there in layouts of articles, and change them', async () => {
    site.write({ '_includes/slots/after-article.njk': `<p>${urls('collections.posts')}</p>` });
    site.write({ '_includes/slots/before-footer.njk': `<p>${urls('collections.纸')}</p>` });
    await site.built();
    assert.match(
      site.read('posts/b/index.html'),
      /<p>\/posts\/none\/ \/posts\/a\/ \/posts\/b\/ <\/p>/,
    );
    assert.match(site.read('posts/b/index.html'), /<p>\/now\/ \/posts\/a\/ \/posts\/b\/ <\/p>/);
    site.write({ 'posts/c.md': ownPost('丙', '2026-01-06', '正文', 'tags: [纸]\n') });
    await site.built();
    assert.match(site.read('posts/b/index.html'), /\/posts\/b\/ \/posts\/c\/ <\/p>/);
    assert.match(
      site.read('posts/b/index.html'),
      /<p>\/now\/ \/posts\/a\/ \/posts\/b\/ \/posts\/c\/ </,
    );
  });

  it('have no texts of posts, and say so', async () => {
    site.write({ 'pages/text.njk': '{{ collections.posts[0].templateContent }}' });
    const { code, output } = await site.build();
    assert.equal(code, 1, output);
    assert.match(output, /pages\/text\.njk.*The text of \/posts\/none\/ is not in collections/);
  });
});
