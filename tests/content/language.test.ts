import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectLanguage, languageOfText } from '../../src/content/language.ts';

describe('detectLanguage', () => {
  const simplified = '这个问题让我们觉得，书里说的话应该从当时的东西开始。'.repeat(4);
  const traditional = '這個問題讓我們覺得，書裡說的話應該從當時的東西開始。'.repeat(4);
  const english = 'A page of plain English prose, long enough to be told from a caption. '.repeat(
    4,
  );

  it('tells the two orthographies apart', () => {
    assert.equal(detectLanguage(simplified, 'en'), 'zh-Hans');
    assert.equal(detectLanguage(traditional, 'zh-Hans'), 'zh-Hant');
  });

  it('tells English, even with a few Han characters', () => {
    assert.equal(detectLanguage(english, 'zh-Hans'), 'en');
    assert.equal(detectLanguage(`${english} 书`, 'zh-Hans'), 'en');
  });

  it('takes a Chinese article with English terms and originals as Chinese', () => {
    assert.equal(detectLanguage(simplified + english, 'en'), 'zh-Hans');
  });

  it('falls back when there is too little text or nothing tells', () => {
    assert.equal(detectLanguage('', 'zh-Hant'), 'zh-Hant');
    assert.equal(detectLanguage('Hello', 'zh-Hans'), 'zh-Hans');
    assert.equal(detectLanguage('一二三四五六七八九十'.repeat(10), 'zh-Hant'), 'zh-Hant');
  });
});

describe('languageOfText', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['让市场说话', 'en', 'zh-Hans'],
    ['讓市場說話', 'zh-Hans', 'zh-Hant'],
    ['让市场说话', 'zh-Hant', 'zh-Hans'],
    ['文字之美', 'zh-Hant', 'zh-Hant'],
    ['文字之美', 'en', 'zh-Hans'],
    ['Donald Trump', 'zh-Hans', 'en'],
    ['2026', 'zh-Hans', 'zh-Hans'],
    ['A plain title', 'en-GB', 'en-GB'],
    ['文字の美', 'ja', 'ja'],
    ['Les mots', 'fr', 'fr'],
  ];
  for (const [text, article, expected] of cases) {
    it(`takes ${text} over an article in ${article} for ${expected}`, () => {
      assert.equal(languageOfText(text, article, 'zh-Hans'), expected);
    });
  }
});
