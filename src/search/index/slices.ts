/**
 * The key space in slices that are inverted one after another, so that memory does not grow with
 * the corpus. Slices follow the order of keys.
 */
const hanStart = 0x4e00;
const hanSliceCharacters = 128;
/**
 * Slice 0 holds what sorts before the Han block (kana), the last one what sorts after it (Hangul).
 */
const hanSliceCount = Math.ceil((0xa000 - hanStart) / hanSliceCharacters) + 1;
/** Digits and the like, a to z, everything after z. */
const wordSliceCount = 28;

export const sliceCount = hanSliceCount + wordSliceCount;

export function isHanSlice(slice: number): boolean {
  return slice < hanSliceCount;
}

/**
 * Bytes of keys that are inverted as one task: the tasks of a small site make few files, those of a
 * large one fit in memory.
 */
const taskBytes = 4 * 1024 * 1024;

/**
 * Divides the slices into runs that make about one task each. Depends on the corpus alone, not on
 * the workers that read it: shards end where runs end, and the index must be the same in every
 * build.
 * @param sizes bytes of each slice.
 */
export function sliceRuns(sizes: readonly number[]): readonly { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  let start = 0;
  let bytes = 0;
  for (const [slice, size] of sizes.entries()) {
    const full = bytes > 0 && bytes + size > taskBytes;
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

/** @param first the first code unit of the word. */
export function sliceOfWord(first: number): number {
  const letter = first < 97 ? 0 : first > 122 ? 27 : first - 96;
  return hanSliceCount + letter;
}
