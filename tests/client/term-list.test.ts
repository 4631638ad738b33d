import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchTermList } from '../../src/client/term-list.ts';

const files: Readonly<Record<string, unknown>> = {
  '/tags/terms.json': [['纸', '/tags/zhi/', 3, 'zhi']],
  '/glossary/terms.json': { 0: '/0.json', a: '/a.json', am: '/am.json', z: '/z.json' },
  '/0.json': [['3D', '/glossary/0/#g-3d', 1]],
  '/a.json': [['AI', '/glossary/a/#g-ai', 2]],
  '/am.json': [['AR', '/glossary/a/#g-ar', 1]],
  '/z.json': [['字', '/glossary/z/#g-zi', 1, 'zi']],
};

test('a list of terms is fetched as a whole, or the part of it that is wanted', async (context) => {
  const fetched: string[] = [];
  context.mock.method(globalThis, 'fetch', (href: string) => {
    fetched.push(href);
    return Promise.resolve(href in files ? Response.json(files[href]) : Response.error());
  });
  const names = async (source: string, slug?: string) =>
    (await fetchTermList(source, slug)).map(([name]) => name);
  assert.deepEqual(await names('/tags/terms.json'), ['纸']);
  assert.deepEqual(await names('/glossary/terms.json'), ['3D', 'AI', 'AR', '字']);

  for (const [slug, part, name] of [
    ['3d', '/0.json', '3D'],
    ['ж', '/0.json', '3D'],
    ['ai', '/a.json', 'AI'],
    ['ar', '/am.json', 'AR'],
    ['m', '/am.json', 'AR'],
    ['zi', '/z.json', '字'],
  ] as const) {
    fetched.length = 0;
    assert.deepEqual(await names('/glossary/terms.json', slug), [name]);
    assert.deepEqual(fetched, ['/glossary/terms.json', part]);
  }
  await assert.rejects(names('/none.json'), /none\.json/);
});
