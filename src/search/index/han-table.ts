const slotCount = 1 << 14;

/**
 * The masks of one post's Han characters and pairs: characters in a table by code, pairs in a hash
 * table. Reused from post to post.
 */
export class HanTable {
  /** Unsorted until `sort`, then ascending. */
  readonly characters = new Uint16Array(0x10000);
  characterCount = 0;
  /** Keys of `hanKey`; unsorted until `sort`, then ascending. */
  pairs = new Uint32Array(slotCount / 2);
  pairMasks = new Uint32Array(slotCount / 2);
  pairCount = 0;
  /** By code. */
  readonly characterMasks = new Uint32Array(0x10000);
  /** Number of the pair + 1; 0 for a free slot. */
  #slots = new Uint32Array(slotCount);
  #sparePairs = new Uint32Array(slotCount / 2);
  #spareMasks = new Uint32Array(slotCount / 2);
  readonly #starts = new Uint32Array(0x10000);

  /** Adds a zone to the mask of a character. */
  addCharacter(code: number, bit: number): void {
    const mask = this.characterMasks[code] as number;
    this.characterMasks[code] = mask | bit;
    if (mask !== 0) return;
    this.characters[this.characterCount++] = code;
  }

  /** Adds a zone to the mask of a pair. Both characters must have been added too. */
  addPair(pair: number, bit: number): void {
    const slots = this.#slots;
    const limit = slots.length - 1;
    let slot = hash(pair) & limit;
    for (;;) {
      const found = slots[slot] as number;
      if (found === 0) break;
      if (this.pairs[found - 1] === pair) {
        this.pairMasks[found - 1] = (this.pairMasks[found - 1] as number) | bit;
        return;
      }
      slot = (slot + 1) & limit;
    }
    this.pairs[this.pairCount] = pair;
    this.pairMasks[this.pairCount] = bit;
    slots[slot] = ++this.pairCount;
    if (this.pairCount === this.pairs.length) this.#grow();
  }

  /**
   * Radix sort by the second character, then by the first: six times faster than sorting keys and
   * looking up their masks.
   */
  sort(): void {
    this.characters.subarray(0, this.characterCount).sort();
    this.#sortPairs(0);
    this.#sortPairs(16);
  }

  clear(): void {
    for (let at = 0; at < this.characterCount; at++) {
      this.characterMasks[this.characters[at] as number] = 0;
    }
    this.characterCount = 0;
    this.pairCount = 0;
    // Replace a table that one long post made large: clearing it would slow down all later posts.
    if (this.#slots.length === slotCount) this.#slots.fill(0);
    else this.#allocate(slotCount);
  }

  /** Both characters of each pair are in `characters`, so no other digit occurs. */
  #sortPairs(shift: number): void {
    const { characters, characterCount, pairs, pairMasks, pairCount } = this;
    const starts = this.#starts;
    for (let at = 0; at < characterCount; at++) starts[characters[at] as number] = 0;
    for (let at = 0; at < pairCount; at++) {
      const digit = ((pairs[at] as number) >>> shift) & 0xffff;
      starts[digit] = (starts[digit] as number) + 1;
    }
    let start = 0;
    for (let at = 0; at < characterCount; at++) {
      const code = characters[at] as number;
      const count = starts[code] as number;
      starts[code] = start;
      start += count;
    }
    const [sortedPairs, sortedMasks] = [this.#sparePairs, this.#spareMasks];
    for (let at = 0; at < pairCount; at++) {
      const pair = pairs[at] as number;
      const digit = (pair >>> shift) & 0xffff;
      const place = starts[digit] as number;
      starts[digit] = place + 1;
      sortedPairs[place] = pair;
      sortedMasks[place] = pairMasks[at] as number;
    }
    [this.pairs, this.#sparePairs] = [sortedPairs, pairs];
    [this.pairMasks, this.#spareMasks] = [sortedMasks, pairMasks];
  }

  #grow(): void {
    const { pairs, pairMasks } = this;
    this.#allocate(this.#slots.length * 2);
    this.pairs.set(pairs);
    this.pairMasks.set(pairMasks);
    const slots = this.#slots;
    const limit = slots.length - 1;
    for (let number = 0; number < this.pairCount; number++) {
      let slot = hash(pairs[number] as number) & limit;
      while (slots[slot] !== 0) slot = (slot + 1) & limit;
      slots[slot] = number + 1;
    }
  }

  #allocate(slots: number): void {
    this.#slots = new Uint32Array(slots);
    this.pairs = new Uint32Array(slots / 2);
    this.pairMasks = new Uint32Array(slots / 2);
    this.#sparePairs = new Uint32Array(slots / 2);
    this.#spareMasks = new Uint32Array(slots / 2);
  }
}

/**
 * Multiplicative hashing (Knuth, The Art of Computer Programming 3, section 6.4): the high bits are
 * the well-mixed ones.
 */
function hash(key: number): number {
  const product = Math.imul(key, 0x9e3779b1);
  return (product ^ (product >>> 15)) >>> 0;
}
