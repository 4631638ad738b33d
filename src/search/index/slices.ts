/**
 * The key space is divided into slices, in the order of keys. They are inverted one at a time, so
 * that memory does not grow with the corpus.
 */
const hanStart = 0x4e00;
const hanSliceCharacters = 128;
/**
 * The first slice holds what sorts before the Han block (kana), the last what sorts after
 * it (Hangul).
 */
const hanSliceCount = Math.ceil((0xa000 - hanStart) / hanSliceCharacters) + 1;
/** Digits and the like; one for each of a to z; everything after z. */
const wordSliceCount = 28;

export const sliceCount = hanSliceCount + wordSliceCount;

export function isHanSlice(slice: number): boolean {
  return slice < hanSliceCount;
}

/**
 * Most bytes of keys in a run, unless a single slice has more. A small site then has few files, and
 * the runs of a large one fit in memory.
 */
const mostRunBytes = 4 * 1024 * 1024;

/**
 * Divides the slices into runs. This depends only on the corpus, not on the threads: shards end
 * where runs end, and the same corpus must give the same files.
 * @param sizes bytes of each slice, summed over all documents.
 * @param runBytes most bytes in a run of several slices.
 */
export function divideIntoRuns(
  sizes: readonly number[],
  runBytes = mostRunBytes,
): readonly { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  let start = 0;
  let bytes = 0;
  for (const [slice, size] of sizes.entries()) {
    const full = bytes > 0 && bytes + size > runBytes;
    if (full || isHanSlice(slice) !== isHanSlice(start)) {
      runs.push({ start, end: slice });
      start = slice;
      bytes = 0;
    }
    bytes += size;
  }
  runs.push({ start, end: sizes.length });
  return runs;
}

export function sliceOfHan(character: number): number {
  const slice = Math.floor((character - hanStart) / hanSliceCharacters) + 1;
  return Math.max(0, Math.min(hanSliceCount - 1, slice));
}

/** @param first first code unit of the word. */
export function sliceOfWord(first: number): number {
  const letter = first < 97 ? 0 : first > 122 ? 27 : first - 96;
  return hanSliceCount + letter;
}
