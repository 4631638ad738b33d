import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { buildSound } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

interface Environment {
  render(this: unknown, template: string, ...rest: readonly unknown[]): unknown;
}

/** What the test uses of Nunjucks, which ships no types. */
interface Nunjucks {
  readonly Environment: { readonly prototype: Environment };
}

test('header and footer are printed once for many pages', async (t) => {
  const { Environment } = createRequire(import.meta.url)('nunjucks') as Nunjucks;
  const { render } = Environment.prototype;
  const printed = new Map<string, number>();
  t.mock.method(Environment.prototype, 'render', function (this: unknown, template, ...rest) {
    printed.set(template, (printed.get(template) ?? 0) + 1);
    return render.call(this, template, ...rest);
  } satisfies Environment['render']);

  const posts = path.join(temporaryFolder(), 'posts');
  const postCount = 40;
  for (let post = 0; post < postCount; post++) {
    writeFiles(posts, {
      [`p${post}.md`]: `---\ntitle: 第${post}篇\ndate: 2026-01-01\n---\n正文\n`,
    });
  }
  await buildSound(posts);
  const headers = printed.get('partials/site-header.njk') ?? 0;
  assert.ok(headers > 0 && headers < postCount, `It was printed ${headers} times.`);
  assert.equal(printed.get('partials/site-footer.njk'), 1);
});
