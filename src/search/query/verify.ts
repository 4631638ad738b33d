import type { DocumentRecord } from '../document-table.ts';
import { foldText, type VariantTable } from '../fold.ts';
import { headBit, maximumZones, titleBit } from '../format.ts';
import { joinZones } from '../text-block.ts';
import type { FoundTerm } from './find-term.ts';
import type { IndexFiles } from './index-files.ts';
import { findMatch } from './match.ts';
import { maskOf } from './posting-sets.ts';
import { bitCount } from './rank.ts';

/** A document whose text was compared and matches. */
export interface Verified {
  readonly record: DocumentRecord;
  /** Text to cut the passage from: the block in which most terms stand. */
  readonly text?: string;
}

/**
 * A frequent Han character is indexed by document only (see `listKind`). Its postings are exact, so
 * the search for a block that holds it stops after this many.
 */
const zonesToQuote = 3;

/**
 * Compares a candidate with its text, fetching as few blocks as possible.
 * @returns undefined when it does not match.
 */
export async function verifyDocument(
  document: number,
  found: readonly FoundTerm[],
  files: IndexFiles,
  variants: VariantTable,
): Promise<Verified | undefined> {
  const record = await files.document(document);
  const check = new DocumentCheck(record, files, variants);
  const positive = found.filter(({ term }) => !term.negative);
  const best = bestBlock(positive, document, record);
  for (const term of found) {
    const holds = await check.holds(term, document, best);
    if (holds === term.term.negative) return undefined;
  }
  if (positive.length === 0) return { record };
  const text = await check.quotable(best);
  return { record, text };
}

/** The block in which most terms stand, by their masks; of equals a body block before the head. */
function bestBlock(found: readonly FoundTerm[], document: number, record: DocumentRecord): number {
  const zones = record.blockLengths.length - 1;
  const masks = found.map(({ postings }) => (postings ? maskOf(postings, document) : 0));
  let [best, most] = [0, masks.filter((mask) => mask & headBit).length - 0.5];
  for (let zone = 0; zone < zones; zone++) {
    const count = masks.filter((mask) => (mask >>> zone) & 1).length;
    if (count > most) [best, most] = [zone + 1, count];
  }
  return best;
}

/** Compares terms with one document. Each block is fetched and folded at most once. */
class DocumentCheck {
  readonly #record: DocumentRecord;
  readonly #files: IndexFiles;
  readonly #variants: VariantTable;
  readonly #folded = new Map<number, string>();
  readonly #texts = new Map<number, string>();
  readonly #hits = new Map<number, number>();

  constructor(record: DocumentRecord, files: IndexFiles, variants: VariantTable) {
    this.#record = record;
    this.#files = files;
    this.#variants = variants;
  }

  async holds(found: FoundTerm, document: number, best: number): Promise<boolean> {
    const { term, needle, postings, exact, long } = found;
    const mask = postings ? maskOf(postings, document) : -1;
    if (mask === 0) return false;
    const inTitle =
      (mask & titleBit) !== 0 && findMatch(this.#fold(this.#record.title), needle) >= 0;
    if (inTitle || term.field === 'title') return inTitle;
    if (exact && term.negative) return true;
    const blocks = this.#blocksOf(mask, best, long);
    const everywhere = bitCount(mask) >= maximumZones;
    for (const [tried, block] of blocks.entries()) {
      if (exact && everywhere && tried >= zonesToQuote) return true;
      if (findMatch(await this.#block(block), needle) < 0) continue;
      this.#hits.set(block, (this.#hits.get(block) ?? 0) + 1);
      return true;
    }
    return long && findMatch(this.#fold(await this.#wholeBody()), needle) >= 0;
  }

  /**
   * Text of the block in which most terms were found; of block `best` when all stand in the title.
   */
  async quotable(best: number): Promise<string> {
    const [found] = [...this.#hits].sort((a, b) => b[1] - a[1]);
    const block = found?.[0] ?? best;
    await this.#block(block);
    const text = this.#texts.get(block) ?? '';
    // The first line of the head is the title, which a result shows already.
    return block === 0 ? text.slice(text.indexOf('\n') + 1) : text;
  }

  #blocksOf(mask: number, best: number, long: boolean): number[] {
    const zones = this.#record.blockLengths.length - 1;
    const blocks = mask & headBit ? [0] : [];
    for (let zone = 0; zone < zones; zone++) {
      if (!long && (mask >>> zone) & 1) blocks.push(zone + 1);
    }
    return blocks.includes(best) ? [best, ...blocks.filter((block) => block !== best)] : blocks;
  }

  async #block(block: number): Promise<string> {
    let folded = this.#folded.get(block);
    if (folded === undefined) {
      const [zone] = await this.#files.blocks(this.#record, [block]);
      const text = zone?.text ?? '';
      this.#texts.set(block, text);
      this.#folded.set(block, (folded = this.#fold(text)));
    }
    return folded;
  }

  async #wholeBody(): Promise<string> {
    const all = this.#record.blockLengths.slice(1).map((_, index) => index + 1);
    return joinZones(await this.#files.blocks(this.#record, all));
  }

  #fold(text: string): string {
    return foldText(text, this.#variants);
  }
}
