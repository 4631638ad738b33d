import { referencePosts, speakers } from './profile.ts';
import type { Random } from './random.ts';
import type { NameMaker } from './term-names.ts';

/**
 * Names of the speakers of a corpus: channels and persons. Their number grows with the square root
 * of the number of posts.
 */
export function speakerNames(posts: number, random: Random, names: NameMaker): string[] {
  const count = Math.max(4, Math.round(speakers.count * Math.sqrt(posts / referencePosts)));
  const all = new Set<string>();
  while (all.size < count) {
    all.add(random.chance(0.4) ? names.person(random) : names.organisation(random));
  }
  return [...all];
}

/**
 * Weights of the speakers: an exponential fall from 529 posts to 1, then those with one post. An
 * exponential fits the measured count, maximum and sum (9,760 posts) at once.
 */
export function speakerWeights(count: number): number[] {
  const falling = Math.round((count * (speakers.count - speakers.withOnePost)) / speakers.count);
  const decay = Math.log(speakers.mostPosts) / falling;
  return Array.from({ length: count }, (_, rank) =>
    rank < falling ? speakers.mostPosts * Math.exp(-decay * rank) : 1,
  );
}
