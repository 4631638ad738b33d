import { editDistance, nearest } from './did-you-mean.ts';
import { memoize } from '../shared/memoize.ts';
import { isLocalPath } from '../shared/web-address.ts';
import type { ProblemTexts } from './problem.ts';
import { readRating } from './rating.ts';
import { excerpt } from './text.ts';
import { howToRun } from '../shared/how-to-run.ts';

/**
 * Says why a value is probably not what its author meant; undefined if nothing speaks for that. It
 * knows no clock, as caches keep what it says.
 * @param offered values that editors offer for the field.
 */
export type Doubt = (
  value: string,
  offered: readonly string[],
) => Pick<ProblemTexts, 'code' | 'message' | 'hint'> | undefined;

/** Names of countries and languages that are often written for a tag, but are none. */
const tagsMeant: Readonly<Record<string, string>> = {
  ...{ cn: 'zh-Hans', chs: 'zh-Hans', cht: 'zh-Hant', chinese: 'zh-Hans', english: 'en' },
  ...{ jp: 'ja', japanese: 'ja', korean: 'ko', french: 'fr', german: 'de', spanish: 'es' },
};

/** A tag of sound form, of which a language, script or region is not known. */
export const doubtfulLanguage: Doubt = (value, offered) => {
  const { language, script, region } = new Intl.Locale(value);
  const parts = { language, script, region };
  const unknown = (['language', 'script', 'region'] as const).find((type) => {
    const part = parts[type];
    return part !== undefined && namesOf(type).of(part) === undefined;
  });
  if (unknown === undefined) return undefined;
  // Two letters are near to any others.
  const guess = tagsMeant[value.toLowerCase()] ?? (value.length > 4 && nearest(value, offered));
  return {
    code: 'lang-unknown',
    message: `"lang" is "${excerpt(value)}": "${parts[unknown]}" is no ${unknown} that is known.`,
    hint: guess ? `Did you mean "${guess}"?` : `Write a tag such as ${offered.join(', ')} or ja.`,
  };
};

/** Names of what is known; made once, as that takes longer than to judge a tag. */
const namesOf = memoize(
  (type: 'language' | 'script' | 'region') =>
    new Intl.DisplayNames(['en'], { type, fallback: 'none' }),
);

/** Authors may invent states, so only a misspelt one is doubtful. */
export const doubtfulStatus: Doubt = (value, offered) => {
  const meant = stateMeant(value.toLowerCase(), offered);
  if (meant === undefined) return undefined;
  return {
    code: 'status-misspelt',
    message: `The state "${excerpt(value)}" should be spelt "${meant}".`,
    hint: `${howToRun('check', '--fix')} corrects it.`,
  };
};

/** The state that a word of six letters or more with one or two wrong letters means. */
export function stateMeant(word: string, states: readonly string[]): string | undefined {
  if (word.length < 6 || states.includes(word)) return undefined;
  return states.find((state) => editDistance(word, state) <= 2);
}

/** A rating that no page shows. */
export const doubtfulRating: Doubt = (value) =>
  readRating(value)
    ? undefined
    : {
        code: 'rating-unreadable',
        message: `The rating "${excerpt(value)}" is not shown.`,
        hint: 'Write the points as 4/5, or as 4 if they are of 5; 10 are the most.',
      };

/** No book is announced for a later one. */
const lastYear = 2100;

/** A year or day of publication without a number that may be a year. */
export const doubtfulYear: Doubt = (value) => {
  const numbers = value.normalize('NFKC').match(/\d+/g) ?? [];
  if (numbers.some((number) => Number(number) > 0 && Number(number) <= lastYear)) return undefined;
  return {
    code: 'year-doubtful',
    message: `"year" is "${excerpt(value)}", which holds no year up to ${lastYear}.`,
    hint: 'Write the year as a number, e.g. 1972, or the day as YYYY-MM-DD.',
  };
};

/** A cover that is not shown, since it does not lie beside the post. */
export const doubtfulCover: Doubt = (value) => {
  if (isLocalPath(value)) return undefined;
  const isHosted = /^(?:https?:|\/\/)/i.test(value);
  const why = isHosted ? 'is on another host' : 'is no path from the post';
  return {
    code: 'cover-elsewhere',
    message: `The cover ${why}, and is not shown: ${excerpt(value)}.`,
    hint: 'Put the picture beside the post, and write its path: cover_image: covers/name.jpg.',
  };
};
