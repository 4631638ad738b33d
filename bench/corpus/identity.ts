import { postsPerYear } from './profile.ts';
import { Random } from './random.ts';
import { syllables } from './vocabulary-latin.ts';

/** Where a post lies and where it came from. */
export interface PostIdentity {
  readonly folder: 'notes' | 'posts' | 'clippings' | 'books';
  /** File name without its folder. */
  readonly file: string;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly date: string;
  readonly source: string;
}

const idLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const lastDay2026 = Date.UTC(2026, 6, 24);
const dayMilliseconds = 86_400_000;

/** Share of posts from a web page rather than a video, with a dated file name. */
const clippingShare = 434 / 9_761;
/** Share of file names with spaces or an apostrophe. */
const awkwardFileShare = 6 / 9_761;

/** Gives each post an identity of its own. */
export class Identities {
  readonly #random: Random;
  readonly #used = new Set<string>();
  readonly #busyDays: readonly string[];

  constructor(seed: number) {
    this.#random = new Random(seed, 'identities');
    this.#busyDays = Array.from({ length: 25 }, () => this.#day());
  }

  next(): PostIdentity {
    for (;;) {
      const identity = this.#propose();
      // Unique also on file systems that ignore case; video ids hardly ever collide.
      const key = identity.file.toLowerCase();
      if (this.#used.has(key)) continue;
      this.#used.add(key);
      return identity;
    }
  }

  #propose(): PostIdentity {
    const random = this.#random;
    const date = random.chance(0.08) ? random.pick(this.#busyDays) : this.#day();
    if (random.chance(clippingShare)) {
      const slug = [syllables(random, 2), syllables(random, 3), syllables(random, 2)].join('-');
      const host = syllables(random, 2);
      const file = `${date}_https${host.slice(0, 3)}_${slug}.md`;
      return {
        folder: 'clippings',
        file,
        date,
        source: `https://${host}.example/share/${slug}.html`,
      };
    }
    if (random.chance(3 / 9_761)) {
      const title = [syllables(random, 2), syllables(random, 3), syllables(random, 2)].join('-');
      return {
        folder: 'books',
        file: `${title}.md`,
        date,
        source: `https://books.example/${title}`,
      };
    }
    const id = Array.from({ length: 11 }, () => idLetters.charAt(random.below(64))).join('');
    const start = random.chance(0.01) ? `&t=${String(random.between(10, 4_000))}s` : '';
    const source = `https://www.youtube.com/watch?v=${id}${start}`;
    const file = random.chance(awkwardFileShare) ? `${id} reader's copy.md` : `${id}.md`;
    return { folder: random.chance(0.025) ? 'posts' : 'notes', file, date, source };
  }

  #day(): string {
    const random = this.#random;
    const year = Number(random.pickWeighted(postsPerYear));
    const first = Date.UTC(year, 0, 1);
    const last = year === 2026 ? lastDay2026 : Date.UTC(year, 11, 31);
    const day =
      first + random.below(Math.round((last - first) / dayMilliseconds) + 1) * dayMilliseconds;
    return new Date(day).toISOString().slice(0, 10);
  }
}
