import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createLinkResolver } from '../../src/corpus/post-links.ts';
import { createLinkProblems } from '../../src/corpus/link-problems.ts';
import { makeArticle } from '../support/articles.ts';

const site = { pathPrefix: '/', siteUrl: 'https://example.com' };
const wiki = (target: string, heading?: string) =>
  ({ kind: 'wiki', target, line: 1, at: 0, href: '', ...(heading && { heading }) }) as const;
const link = (target: string) => ({ kind: 'link', target, line: 1, at: 0, href: target }) as const;

it('resolves a title that thousands of posts share without looking at each', () => {
  const articles = Array.from({ length: 5_000 }, (_, number) =>
    makeArticle({ file: `${number % 7}/${number}.md`, slug: `s${number}`, title: 'T' }),
  );
  const own = makeArticle({ file: 'own/a.md', slug: 'own', title: 'T' });
  const [first] = articles;
  assert.ok(first);
  const resolve = createLinkResolver([...articles, own], site);
  for (let round = 0; round < 300_000; round++) {
    assert.equal(resolve(wiki('T'), first).kind, 'ambiguous');
  }
  const near = resolve(wiki('T'), own);
  assert.equal(near.kind === 'found' && near.article, own);
});

it('finds headings of a post that has 20,000', () => {
  const count = 20_000;
  const article = {
    ...makeArticle({ file: 'a.md', slug: 'a', title: 'A' }),
    toc: Array.from({ length: count }, (_, at) => ({ id: `h${at}`, text: `H ${at}`, level: 2 })),
  } as unknown as ReturnType<typeof makeArticle>;
  const resolve = createLinkResolver([article], site);
  const suffixOf = (heading: string) => {
    const found = resolve(wiki('', heading), article);
    return found.kind === 'found' && found.hasHeading ? found.suffix : undefined;
  };
  for (let at = 0; at < count; at++) assert.equal(suffixOf(`none${at}`), undefined);
  assert.equal(suffixOf('h7'), '#h7');
  assert.equal(suffixOf('h  8'), '#h8');
});

it('resolves addresses of half a million slashes to no post', () => {
  const article = makeArticle({ file: 'a.md', slug: 'a', title: 'A' });
  const resolve = createLinkResolver([article], site);
  const problem = createLinkProblems([article], 'posts');
  for (const target of [
    `/posts/${'/'.repeat(500_000)}y`,
    `/posts/y${'/'.repeat(500_000)}x`,
    `${'/'.repeat(500_000)}posts/x`,
    `/posts/${'../'.repeat(200_000)}y`,
  ]) {
    const written = link(target);
    const resolution = resolve(written, article);
    problem(written, article, resolution);
    assert.notEqual(resolution.kind, 'found');
  }
});
