import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { createRenderer } from '../../src/markdown/index.ts';
import type { RenderedBody } from '../../src/markdown/types.ts';
import { assertBalanced, assertInert, assertUniqueIds, textOf } from './html-checks.ts';
import { context } from './render-context.ts';

/*
 * The whole sample of real posts, where it lies beside the working tree. Its text is not in the
 * repository: what went wrong with it stands, rewritten, in tests/fixtures/markdown.
 */
const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const skip = existsSync(CORPUS) ? false : 'the sample corpus is not here';

interface Article extends RenderedBody {
  readonly file: string;
  readonly body: string;
}

const articles: Article[] = [];
if (!skip) {
  const render = await createRenderer();
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );
  for (const file of files.sort()) {
    const source = readFileSync(
      new URL(file.split('/').map(encodeURIComponent).join('/'), CORPUS),
      'utf8',
    );
    const body = source.replace(/^-{3,4}\n[\s\S]*?\n-{3,4}\n/, '');
    articles.push({ file, body, ...render(body, { ...context, title: '' }) });
  }
}

/** Counted by code point ranges, not by the renderer's own table. */
function countHan(text: string): number {
  let count = 0;
  for (const char of text) if (/\p{Unified_Ideograph}/u.test(char)) count++;
  return count;
}

test('no Han character of the sample is lost', { skip }, () => {
  assert.ok(articles.length > 300);
  for (const { file, body, html } of articles) {
    // Closed comments and the labels of originals are replaced on purpose.
    const source = body
      .replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, '')
      .replace(/<summary>[^<\n]*原文[^<\n]*<\/summary>/g, '');
    assert.equal(countHan(textOf(html)), countHan(source), file);
  }
});

/** `**` that stays on purpose: profanity in a transcript, no emphasis. */
const LITERAL_STARS = /f\*\*\*?(?:k|ing|ed)|sh\*\*/i;

test('no literal ** is left where emphasis was meant', { skip }, () => {
  for (const { file, html } of articles) {
    const text = textOf(html.replace(/<pre[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g, ''));
    for (const [found] of text.matchAll(/.{0,12}\*\*.{0,12}/g))
      assert.match(found, LITERAL_STARS, file);
  }
});

test('every bilingual block is well formed and nothing of one is left over', { skip }, () => {
  for (const { file, html, originals } of articles) {
    const prose = html.replace(/<pre[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g, '');
    assert.equal(prose.match(/<details class="original"/g)?.length ?? 0, originals, file);
    assert.doesNotMatch(
      textOf(prose),
      /View\/Hide|Original English|<\/?(?:details|summary)/i,
      file,
    );
    for (const [, lang, inner = ''] of prose.matchAll(
      /<details class="original" lang="([^"]*)">([\s\S]*?)<\/details>/g,
    )) {
      const text = textOf(inner);
      const han = countHan(text);
      const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
      assert.equal(lang === 'en', han * 3 <= latin, `${file}: ${text.slice(0, 80)}`);
    }
  }
});

test('every article is balanced, inert and has unique ids', { skip }, () => {
  for (const { html } of articles) {
    assertBalanced(html);
    assertInert(html);
    assertUniqueIds(html);
  }
});

test('every article is valid HTML', { skip, timeout: 120_000 }, () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    // Spaces at the end of lines are the authors' own, and harmless.
    rules: { 'no-trailing-whitespace': 'off' },
  });
  for (const { file, html } of articles) {
    const page = `<!DOCTYPE html>\n<html lang="zh-Hans"><head><meta charset="utf-8"><title>x</title></head><body><main><h1>x</h1>\n${html}</main></body></html>`;
    const { results } = validator.validateStringSync(page);
    const messages = results.flatMap((result) =>
      result.messages.map(
        ({ ruleId, message, line }) => `${ruleId} ${message} (line ${String(line)})`,
      ),
    );
    assert.deepEqual(messages, [], file);
  }
});
