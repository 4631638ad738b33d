import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { countFiles } from '../../src/editions/count-files.ts';
import { automaticSocialImages, planEditions } from '../../src/editions/edition-plan.ts';
import type { EditionFacts } from '../../src/editions/edition-plan.ts';
import { makeArticle, makeContext } from '../support/articles.ts';

const facts: EditionFacts = { localFiles: 0, font: '/font.ttc' };

function planOf(posts: number, input: Partial<SiteConfigInput> = {}, given: EditionFacts = facts) {
  const articles = Array.from({ length: posts }, (_, index) =>
    makeArticle({
      slug: `p${index}`,
      date: '2026-01-01',
      terms: {
        area: ['领域'],
        tag: ['many', index < 3 ? 'three' : 'rest', ...(index < 2 ? ['two'] : [])],
      },
    }),
  );
  const { config, corpus } = makeContext(articles, input);
  return { plan: planEditions(config, corpus, given, posts), config, corpus };
}

describe('planEditions', () => {
  it('has everything but the service worker on a small site', () => {
    const { plan } = planOf(10);
    assert.equal(plan.llms, true);
    assert.equal(plan.markdown, true);
    assert.equal(plan.socialImageFont, '/font.ttc');
    assert.equal(plan.serviceWorker, false);
    assert.equal(plan.redirectPages, true);
    assert.deepEqual(plan.problems, []);
  });

  it('gives feeds to terms with three posts, those with most first', () => {
    const names = ({ plan }: ReturnType<typeof planOf>) =>
      plan.termFeeds.map(({ type, term }) => `${type} ${term.name}`);
    assert.deepEqual(names(planOf(10)), ['area 领域', 'tag many', 'tag rest', 'tag three']);
    assert.deepEqual(names(planOf(10, { editions: { termFeeds: 2 } })), ['area 领域', 'tag many']);
    assert.deepEqual(names(planOf(10, { editions: { termFeeds: 0 } })), []);
  });

  it('counts only as many old addresses of a post as lead to it', () => {
    const oldPaths = Array.from({ length: 19_900 }, (_, index) => `/old-${index}/`);
    const { config, corpus } = makeContext([
      makeArticle({ slug: 'a', oldPaths }),
      makeArticle({ slug: 'b', oldPaths, visibility: 'unlisted' }),
      makeArticle({ slug: 'c', oldPaths: ['/c/'] }),
    ]);
    const plan = planEditions(config, corpus, facts, 3);
    assert.equal(plan.redirectPages, true);
    assert.deepEqual(plan.problems, []);
  });

  it('turns each edition off', () => {
    const { plan } = planOf(10, {
      editions: {
        termFeeds: 0,
        llms: false,
        markdown: false,
        socialImages: false,
        redirectPages: false,
      },
    });
    assert.deepEqual(
      [plan.termFeeds.length, plan.llms, plan.markdown, plan.socialImageFont, plan.redirectPages],
      [0, false, false, undefined, false],
    );
    assert.deepEqual(plan.problems, []);
  });

  it('leaves out what would exceed the files of a host, and says so', () => {
    const posts = 60;
    const { config, corpus } = planOf(posts);
    const needed = countFiles(config, corpus, posts, facts);
    // Room for the feeds and nothing else.
    const { plan } = planOf(posts, { limits: { files: needed + 10 } });
    assert.equal(plan.termFeeds.length, 4);
    assert.equal(plan.markdown, false);
    assert.equal(plan.socialImageFont, undefined);
    const [problem] = plan.problems;
    assert.equal(problem?.severity, 'notice');
    assert.match(
      problem?.message ?? '',
      /editions\.markdown \(60 files\), editions\.socialImages \(60 files\)/,
    );
    // One file more than the limit: there are not even feeds.
    const full = planOf(posts, { limits: { files: needed - 1 } }).plan;
    assert.equal(full.termFeeds.length, 0);
    assert.match(full.problems[0]?.message ?? '', /4 feeds/);
  });

  it('keeps within the limit whatever the size', () => {
    for (const posts of [1, 40, 99, 100, 101, 150, 400]) {
      for (const files of [150, 200, 300, 500, 900, 1500]) {
        const { plan, config, corpus } = planOf(posts, {
          limits: { files },
          editions: { socialImages: true },
        });
        const editions =
          plan.termFeeds.length +
          (plan.markdown ? posts : 0) +
          (plan.socialImageFont === undefined ? 0 : posts);
        const own = countFiles(config, corpus, posts, facts);
        assert.ok(editions === 0 || own + editions <= files, `${posts} posts, ${files} files`);
      }
    }
  });

  it('counts the pictures of posts', () => {
    const { plan } = planOf(10, {}, { ...facts, localFiles: 19_900 });
    assert.equal(plan.markdown, false);
  });

  it('draws social images unasked only on small sites with a font', () => {
    const many = automaticSocialImages + 1;
    assert.equal(planOf(many).plan.socialImageFont, undefined);
    assert.deepEqual(planOf(many).plan.problems, []);
    assert.equal(
      planOf(many, { editions: { socialImages: true } }).plan.socialImageFont,
      '/font.ttc',
    );
    const none = { localFiles: 0, font: undefined };
    assert.deepEqual(planOf(10, {}, none).plan.problems, []);
    const [problem] = planOf(10, { editions: { socialImages: true } }, none).plan.problems;
    assert.equal(problem?.code, 'social-image-font');
    assert.equal(problem?.severity, 'warning');
  });

  it('has no service worker and no social images in the dev server', () => {
    const config = { editions: { serviceWorker: true } } as const;
    assert.equal(planOf(10, config).plan.serviceWorker, true);
    const dev = planOf(10, config, { ...facts, isDev: true }).plan;
    assert.deepEqual([dev.serviceWorker, dev.socialImageFont], [false, undefined]);
  });
});
