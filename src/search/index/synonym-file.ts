import { foldText, type VariantTable } from '../fold.ts';
import { packBytes, synonymsPerBucket } from '../format.ts';
import { encodeSynonyms, synonymBucket } from '../synonyms.ts';
import { PackWriter } from './pack-writer.ts';
import { sealBlock } from './seal.ts';

/** Wordings of the same thing, the preferred one first. */
export type SynonymGroup = readonly string[];

/** More would be a list, not a hint. */
const alternativesPerWording = 3;
/** In code units. A longer wording is a definition. */
const longestWording = 60;

/**
 * Writes the other wordings of each wording into buckets by hash: a look-up fetches one small
 * block, however many there are.
 * @param groups by descending importance: a wording with several meanings gets its alternatives
 * from the first ones.
 */
export function writeSynonyms(
  outputDir: string,
  groups: Iterable<SynonymGroup>,
  variants?: VariantTable,
): PackWriter {
  const writer = new PackWriter(outputDir, 'synonyms', packBytes);
  const entries = gatherAlternatives(groups, variants);
  const bucketCount = Math.ceil(entries.size / synonymsPerBucket);
  const buckets = Array.from({ length: bucketCount }, (): [string, readonly string[]][] => []);
  for (const [folded, alternatives] of entries) {
    buckets[synonymBucket(folded, bucketCount)]?.push([folded, alternatives]);
  }
  for (const bucket of buckets) {
    bucket.sort(([a], [b]) => (a < b ? -1 : 1));
    writer.add(sealBlock(encodeSynonyms(bucket)));
  }
  writer.close();
  return writer;
}

function gatherAlternatives(
  groups: Iterable<SynonymGroup>,
  variants: VariantTable | undefined,
): ReadonlyMap<string, readonly string[]> {
  const gathered = new Map<string, string[]>();
  for (const group of groups) {
    const wordings = new Map<string, string>();
    for (const wording of group) {
      const folded = foldText(wording, variants).trim();
      const usable = folded !== '' && wording.length <= longestWording && !/["“”\n]/.test(wording);
      if (usable && !wordings.has(folded)) wordings.set(folded, wording);
    }
    for (const folded of wordings.keys()) {
      for (const [other, wording] of wordings) {
        // A search for `folded` finds every text that holds `other`, so offering it adds nothing.
        if (other.includes(folded)) continue;
        const list = gathered.get(folded) ?? [];
        gathered.set(folded, list);
        if (list.length < alternativesPerWording && !list.includes(wording)) list.push(wording);
      }
    }
  }
  return gathered;
}
