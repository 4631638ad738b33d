import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { createRenderer } from '../../src/markdown/index.ts';
import type { RenderedBody } from '../../src/markdown/types.ts';
import { assertBalanced, assertInert, assertUniqueIds, textOf } from './html-checks.ts';
import { context } from './render-context.ts';

/** A post as it lies in its file. */
export interface PostFile {
  readonly file: string;
  readonly text: string;
}

interface Article extends RenderedBody {
  readonly file: string;
  readonly body: string;
}

const FRONT_MATTER = /^-{3,4}\n[\s\S]*?\n-{3,4}\n/;
const CODE = /<pre[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g;
/** `**` that means itself: profanity in a transcript. */
const LITERAL_STARS = /f\*\*\*?(?:k|ing|ed)|sh\*\*/i;

/**
 * Tests what holds for every body, whatever its author wrote.
 * @param what names the posts in the titles of the tests.
 * @param posts reads them; not called when the tests are skipped.
 */
export function testInvariants(
  what: string,
  posts: () => readonly PostFile[],
  skip: string | false = false,
): void {
  let rendered: Promise<readonly Article[]> | undefined;
  const articles = (): Promise<readonly Article[]> => (rendered ??= renderAll(posts()));

  test(`${what}: no Han character is lost`, { skip }, async () => {
    for (const { file, body, html } of await articles()) {
      // Closed comments and the labels of originals are replaced on purpose, those of alerts added.
      const source = body
        .replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, '')
        .replace(/<summary>[^<\n]*原文[^<\n]*<\/summary>/g, '');
      const own = html.replace(/(?<=role="note">\n<p class="alert-title"><strong>)\p{L}+/gu, '');
      assert.equal(countHan(textOf(own)), countHan(source), file);
    }
  });

  test(`${what}: no literal ** is left where emphasis was meant`, { skip }, async () => {
    for (const { file, html } of await articles()) {
      const text = textOf(html.replace(CODE, ''));
      for (const [found] of text.matchAll(/.{0,12}\*\*.{0,12}/g))
        assert.match(found, LITERAL_STARS, file);
    }
  });

  test(
    `${what}: every bilingual block is well formed, and no part of one is left over`,
    {
      skip,
    },
    async () => {
      for (const { file, html, originals } of await articles()) {
        const prose = html.replace(CODE, '');
        assert.equal(prose.match(/<details class="original"/g)?.length ?? 0, originals, file);
        assert.doesNotMatch(
          textOf(prose),
          /View\/Hide|Original English|<\/?(?:details|summary)/i,
          file,
        );
        for (const [, lang, inner = ''] of prose.matchAll(
          /<details class="original">.*?<\/summary><div lang="([^"]*)">([\s\S]*?)<\/details>/g,
        )) {
          const text = textOf(inner);
          const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
          assert.equal(lang === 'en', countHan(text) * 3 <= latin, `${file}: ${text.slice(0, 80)}`);
        }
      }
    },
  );

  test(`${what}: every article is balanced, inert and has unique ids`, { skip }, async () => {
    for (const { html } of await articles()) {
      assertBalanced(html);
      assertInert(html);
      assertUniqueIds(html);
    }
  });

  test(`${what}: every article is valid HTML`, { skip, timeout: 120_000 }, async () => {
    const validator = new HtmlValidate({
      root: true,
      extends: ['html-validate:recommended', 'html-validate:document'],
      // Spaces at the end of lines are the authors' own, and harmless.
      rules: { 'no-trailing-whitespace': 'off' },
    });
    const head = '<head><meta charset="utf-8"><title>x</title></head>';
    for (const { file, html } of await articles()) {
      const main = `<main><h1>x</h1>\n${html}</main>`;
      const page = `<!DOCTYPE html>\n<html lang="zh-Hans">${head}<body>${main}</body></html>`;
      const { results } = validator.validateStringSync(page);
      // All tables of an article have the same label.
      const hasTables = html.split('<section class="table-scroll"').length > 2;
      const messages = results
        .flatMap((result) => result.messages)
        .filter(({ ruleId }) => !(hasTables && ruleId === 'unique-landmark'))
        .map(({ ruleId, message, line }) => `${ruleId} ${message} (line ${String(line)})`);
      assert.deepEqual(messages, [], file);
    }
  });
}

async function renderAll(posts: readonly PostFile[]): Promise<readonly Article[]> {
  assert.ok(posts.length >= 40, 'enough posts for the rarest idioms');
  const render = await createRenderer();
  return posts.map(({ file, text }) => {
    const body = text.replace(FRONT_MATTER, '');
    return { file, body, ...render(body, { ...context, title: '' }) };
  });
}

/** Counts by a Unicode property, not by the renderer's own table. */
function countHan(text: string): number {
  let count = 0;
  for (const char of text) if (/\p{Unified_Ideograph}/u.test(char)) count++;
  return count;
}
