import type { Problem } from '../content/problem.ts';
import { askedClaim, type AddressRules } from '../corpus/address-claims.ts';
import { collisionToCome } from '../corpus/address-problems.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { foldAddress } from '../shared/path-claims.ts';

/**
 * Reports drafts and posts of the future that ask for the address of a published post, or of one
 * another.
 * @param published with the addresses that a build gives them.
 * @param heldBack in the order of files; each with the address that it asks for.
 * @param rules how the addresses of the site are made.
 * @param labelOf the file as problems name it.
 */
export function checkHeldBack(
  published: readonly ShownArticle[],
  heldBack: readonly ShownArticle[],
  rules: AddressRules,
  labelOf: (file: string) => string,
): readonly Problem[] {
  const owners = new Map<string, string>();
  const own = (file: string, names: readonly string[]) => {
    for (const name of names) if (!owners.has(name)) owners.set(name, file);
  };
  for (const { post } of published) {
    own(post.file, [post.address, ...(post.formerAddresses ?? [])].map(foldAddress));
  }
  for (const { post } of published) own(post.file, askedClaim(post, rules).names);
  return heldBack.flatMap(({ post }) => {
    const { names } = askedClaim(post, rules);
    const rivals = names.flatMap((name) => owners.get(name) ?? []);
    own(post.file, names);
    return rivals
      .slice(0, 1)
      .map((owner) => collisionToCome(labelOf(post.file), post.address, labelOf(owner)));
  });
}
