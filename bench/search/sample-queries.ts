import type { FoldedDocument } from './prepare.ts';

/** A query drawn from the text, with the conditions that a scan needs to answer it. */
export interface SampleQuery {
  /** The kind of query that its figures count for, e.g. `4 Han`. */
  readonly group: string;
  readonly query: string;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly kind: 'substring' | 'word' | 'prefix' | 'not' | 'title' | 'year';
  readonly folded: string;
}

/** Repeatable random numbers (mulberry32, public domain, by Tommy Ettinger). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const hanRun = /^[\u4e00-\u9fff]+$/;
const latinWord = /^[a-z]{2,20}$/;

/** Draws queries of every kind from random places, so that frequent text is drawn often. */
export function sampleQueries(
  texts: readonly FoldedDocument[],
  perGroup: number,
  seed: number,
): readonly SampleQuery[] {
  const random = randomNumbers(seed);
  const total = texts.reduce((sum, { all }) => sum + all.length, 0);
  const place = (): [string, number] => {
    let at = Math.floor(random() * total);
    for (const { all } of texts) {
      if (at < all.length) return [all, at];
      at -= all.length;
    }
    return ['', 0];
  };
  const draw = (found: (text: string, at: number) => string | undefined): string => {
    for (;;) {
      const result = found(...place());
      if (result !== undefined) return result;
    }
  };
  const han = (length: number) =>
    draw((text, at) => {
      const part = text.slice(at, at + length);
      return part.length === length && hanRun.test(part) ? part : undefined;
    });
  const word = () =>
    draw((text, at) => {
      const part = /^[^\p{L}\p{N}\p{M}]([\p{L}\p{N}\p{M}]+)/u.exec(text.slice(at, at + 40))?.[1];
      return part !== undefined && latinWord.test(part) ? part : undefined;
    });
  const quoted = () =>
    draw((text, at) => {
      const part = /^ ([a-z]+(?: [a-z]+){1,3}) /.exec(text.slice(at, at + 60))?.[1];
      return part;
    });

  const pick = () => texts[Math.floor(random() * texts.length)] as FoldedDocument;
  const hanPart = (title: string) => /[\u4e00-\u9fff]{2,4}/.exec(title)?.[0];

  const queries: SampleQuery[] = [];
  const add = (group: string, query: string, ...conditions: Condition[]) => {
    queries.push({ group, query, conditions });
  };
  const substring = (folded: string) => ({ kind: 'substring', folded }) as const;
  const whole = (folded: string) => ({ kind: 'word', folded }) as const;
  for (let count = 0; count < perGroup; count++) {
    for (let length = 1; length <= 8; length++) {
      const run = han(length);
      add(`${length} Han`, run, substring(run));
    }
    const [one, two, three, latin, other] = [han(2), han(3), han(4), word(), word()];
    add('word', latin, whole(latin));
    const phrase = quoted();
    add('quoted Latin', `"${phrase}"`, ...[whole(phrase)]);
    const start = latin.slice(0, Math.max(2, latin.length - 2));
    add('word*', `${start}*`, { kind: 'prefix', folded: start });
    add('2 + 3 Han', `${one} ${two}`, substring(one), substring(two));
    add('Han + word', `${three} ${other}`, substring(three), whole(other));
    add('Han - Han', `${two} -${one}`, substring(two), { kind: 'not', folded: one });
    const { title, post } = pick();
    const part = hanPart(title);
    if (part !== undefined) add('title:', `title:${part}`, { kind: 'title', folded: part });
    const year = post.date?.slice(0, 4);
    if (year !== undefined) {
      add('year: + Han', `year:${year} ${one}`, { kind: 'year', folded: year }, substring(one));
    }
    add('Han - phrase', `${one} -${three}`, substring(one), { kind: 'not', folded: three });
  }
  return queries;
}
