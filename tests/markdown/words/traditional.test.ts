import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { simplified } from '../../../src/markdown/text/simplified.ts';
import { TURN_STARTS } from '../../../src/markdown/words/speakers.ts';
import { TRADITIONAL_FORMS } from '../../../src/markdown/words/traditional.ts';
import { loadVariants } from '../../../src/search/index/load-variants.ts';

const WORDS = new URL('../../../src/markdown/words/', import.meta.url);

/** The text of every list that is matched against folded text, by its name. */
async function foldedLists(): Promise<Map<string, string>> {
  const lists = new Map<string, string>();
  for (const file of readdirSync(WORDS).filter((name) => name !== 'traditional.ts')) {
    const exported = (await import(new URL(file, WORDS).href)) as Record<string, unknown>;
    for (const [name, list] of Object.entries(exported)) {
      if (list !== TURN_STARTS) lists.set(`${file} ${name}`, String(list));
    }
  }
  return lists;
}

test('the traditional forms of the listed characters are those of OpenCC', async () => {
  const listed = new Set([...(await foldedLists()).values()].join(''));
  const forms = new Map<string, string>();
  for (const [traditional, simple] of await loadVariants('t2s')) {
    if (listed.has(simple)) forms.set(simple, (forms.get(simple) ?? simple) + traditional);
  }
  assert.ok(forms.size > 100);
  const wanted = [...forms.values()].sort().join(' ');
  assert.equal(TRADITIONAL_FORMS.split(' ').sort().join(' '), wanted);
});

test('lists that are matched against folded text hold simplified characters only', async () => {
  const lists = await foldedLists();
  assert.ok(lists.size > 20);
  for (const [name, text] of lists) assert.equal(text, simplified(text), name);
});

test('folding keeps the place of every character', () => {
  assert.equal(simplified('股票代碼：臺灣𠮷後a'), '股票代码：台湾𠮷后a');
});
