import { bilingualBlock, originalText, pickBilingualStyle, pickMalformation } from './bilingual.ts';
import type { BilingualStyle, Malformation } from './bilingual.ts';
import type { GlossWriter } from './glosses.ts';
import { pickOddities } from './oddities.ts';
import {
  bilingualBlocks,
  bilingualShare,
  bilingualSizeCorrelation,
  emphasis,
  firstHeadingLevel,
  glossPostShare,
  glossSizeCorrelation,
  glosses,
  glossesPerCounted,
  headings,
  headingsSizeCorrelation,
  malformedPostShare,
  paragraphCharacters,
  turnPostShare,
  turnStyles,
} from './profile.ts';
import type { Prose } from './prose.ts';
import { correlatedShare, logQuantileAt, quantileAt, weightedShare } from './quantiles.ts';
import type { Quantiles } from './quantiles.ts';
import type { Random } from './random.ts';
import { capitalised } from './vocabulary-latin.ts';

/** What the corpus decides about one body. */
export interface BodyRequest {
  /** Wanted size in bytes; the body comes near it. */
  readonly bytes: number;
  /** Where the post stands among all by size, in (0, 1); other counts follow it loosely. */
  readonly sizeShare: number;
  readonly prose: Prose;
  readonly glossWriter: GlossWriter;
  readonly random: Random;
  /** Factor on how many posts hold what is unusual or malformed; 1 is the real corpus. */
  readonly oddities: number;
}

/** Original characters per translated one (sample). */
const originalCharactersPerCharacter = 2.4;
/** Bytes of the tags around one original. */
const blockMarkupBytes = 85;
/** A translated paragraph longer than this is split, so that long blocks hold several. */
const longestTranslatedParagraph = 420;
/** Average bytes per character of Chinese prose with its Latin words. */
const bytesPerCharacter = 2.75;
const bytesPerGloss = 75;
/** A body ends with the paragraph that comes nearest to the wanted size. */
const halfParagraphBytes = 280;

/**
 * Writes one body in the shape of the corpus: headings, turns, glosses, emphasis, originals,
 * oddities.
 */
export function writeBody(request: BodyRequest): string {
  return new BodyWriter(request).write();
}

class BodyWriter {
  readonly #request: BodyRequest;
  readonly #random: Random;
  readonly #prose: Prose;
  readonly #parts: string[] = [];
  readonly #headings: Pace;
  readonly #glosses: Pace;
  readonly #emphasis: Pace;
  readonly #oddities: Pace;
  readonly #oddParagraphs: string[];
  readonly #headingLevel: number;
  readonly #speakers: readonly string[];
  readonly #turnStyle: keyof typeof turnStyles;
  #bytes = 0;

  constructor(request: BodyRequest) {
    const { random, bytes, sizeShare } = request;
    const countFor = (points: Quantiles, correlation: number): number =>
      Math.round(quantileAt(points, correlatedShare(sizeShare, correlation, random)));
    this.#request = request;
    this.#random = random;
    this.#prose = request.prose;
    this.#headings = new Pace(countFor(headings, headingsSizeCorrelation), bytes);
    this.#headingLevel = Number(random.pickWeighted(firstHeadingLevel).slice(1));
    const glossCount = random.chance(glossPostShare)
      ? countFor(glosses, glossSizeCorrelation) * glossesPerCounted
      : 0;
    this.#glosses = new Pace(
      Math.min(glossCount, Math.floor((bytes * 0.6) / bytesPerGloss)),
      bytes,
    );
    const emphasisCount = Math.round(quantileAt(emphasis, random.next()));
    this.#emphasis = new Pace(Math.min(emphasisCount, Math.floor(bytes / 100)), bytes);
    this.#oddParagraphs = pickOddities(this.#prose, random, request.oddities);
    this.#oddities = new Pace(this.#oddParagraphs.length, bytes);
    this.#speakers = random.chance(turnPostShare) ? this.#inventSpeakers() : [];
    this.#turnStyle = random.pickWeighted(turnStyles);
  }

  write(): string {
    const { bytes, sizeShare } = this.#request;
    const random = this.#random;
    if (random.chance(quantileAt(bilingualShare, sizeShare))) {
      const sizeShareAmong = weightedShare(bilingualShare, sizeShare);
      const share = correlatedShare(sizeShareAmong, bilingualSizeCorrelation, random);
      this.#writeBilingual(Math.round(quantileAt(bilingualBlocks, share)));
    } else if (random.chance(0.001)) {
      // A whole body on one line: the longest real one has 333,551 characters.
      this.#push(this.#paragraph(bytes / bytesPerCharacter));
    } else {
      while (this.#bytes < bytes - halfParagraphBytes) {
        this.#between();
        this.#push(
          this.#turn() + this.#paragraph(logQuantileAt(paragraphCharacters, random.next())),
        );
      }
    }
    return this.#parts.join('\n\n') + '\n';
  }

  /**
   * Translated paragraphs, each followed by its original; the blocks share the size evenly, with
   * scatter.
   */
  #writeBilingual(wanted: number): void {
    const random = this.#random;
    const { bytes } = this.#request;
    const blocks = Math.max(1, Math.min(wanted, Math.floor(bytes / (blockMarkupBytes + 120))));
    const style = pickBilingualStyle(random);
    const malformed = this.#malformations(blocks);
    const bytesPerUnit = bytesPerCharacter + originalCharactersPerCharacter;
    for (let block = 0; block < blocks && this.#bytes < bytes * 1.1; block += 1) {
      this.#between();
      const budget = (bytes - this.#bytes) / (blocks - block) - blockMarkupBytes;
      const scatter =
        block === blocks - 1 ? 1 : 0.35 + 1.3 * random.next() ** 2 + 0.2 * random.next();
      const characters = Math.max(4, (budget / bytesPerUnit) * scatter);
      const speaker = this.#turn();
      const translated = this.#paragraphs(characters, speaker);
      const kind = malformed.get(block);
      this.#push(translated + style.separator + this.#original(style, translated, speaker, kind));
    }
  }

  #original(
    style: BilingualStyle,
    translated: string,
    speaker: string,
    malformation: Malformation | undefined,
  ): string {
    const characters = translated.length * originalCharactersPerCharacter;
    const original = originalText(style, characters, this.#prose);
    const marked = style.markup === 'markdown' ? speaker + original : original;
    return bilingualBlock(style, marked, malformation);
  }

  #malformations(blocks: number): Map<number, Malformation> {
    const random = this.#random;
    const kinds = new Map<number, Malformation>();
    if (!random.chance(malformedPostShare * this.#request.oddities)) return kinds;
    for (let left = random.between(1, 5); left > 0; left -= 1) {
      const kind = pickMalformation(random);
      kinds.set(kind === 'unclosed at the end' ? blocks - 1 : random.below(blocks), kind);
    }
    return kinds;
  }

  /** What stands between two paragraphs: headings and oddities that are due. */
  #between(): void {
    while (this.#headings.due(this.#bytes)) this.#push(this.#heading());
    while (this.#oddities.due(this.#bytes)) this.#push(this.#oddParagraphs.pop() ?? '');
  }

  #heading(): string {
    const random = this.#random;
    const deeper = this.#parts.length > 0 && random.chance(0.12) ? 1 : 0;
    const text = this.#prose.hanPhrase(random.between(2, 5));
    const tail = random.chance(0.25) ? `：${this.#prose.hanPhrase(2)}` : '';
    return `${'#'.repeat(this.#headingLevel + deeper)} ${text}${tail}`;
  }

  #paragraphs(characters: number, speaker: string): string {
    let text = speaker + this.#paragraph(Math.min(characters, longestTranslatedParagraph));
    while (text.length < characters - longestTranslatedParagraph / 2) {
      const left = Math.min(characters - text.length, longestTranslatedParagraph);
      text += '\n\n' + this.#paragraph(left);
    }
    return text;
  }

  /** About `characters` characters of sentences with the glosses and emphasis that are due. */
  #paragraph(characters: number): string {
    const random = this.#random;
    let text = '';
    while (text.length < characters) {
      const room = Math.max(2, Math.round((characters - text.length) / 2.8));
      const words = Math.min(random.between(5, 16), room);
      const at = this.#bytes + text.length * bytesPerCharacter;
      if (this.#glosses.due(at)) {
        const gloss = this.#request.glossWriter.write(this.#prose, random);
        text += this.#prose.hanClause(words >> 1) + gloss + this.#prose.hanSentence(words >> 1);
      } else if (this.#emphasis.due(at)) {
        text +=
          this.#prose.hanClause(words >> 1) +
          this.#emphasised() +
          this.#prose.hanSentence(words >> 1);
      } else {
        text += this.#prose.hanSentence(words);
      }
    }
    return text;
  }

  /**
   * A bold run; one in eight has quotes or brackets at its edge, which standard CommonMark leaves
   * raw.
   */
  #emphasised(): string {
    const random = this.#random;
    const phrase = this.#prose.hanPhrase(random.between(1, 3));
    if (random.chance(0.88)) return `**${phrase}**`;
    return random.chance(0.5) ? `**“${phrase}”**` : `**《${phrase}》**`;
  }

  /**
   * The mark of a speaker at the start of a paragraph; empty without speakers, and for a quarter of
   * the paragraphs.
   */
  #turn(): string {
    const random = this.#random;
    if (this.#speakers.length === 0 || random.chance(0.25)) return '';
    const name = random.pick(this.#speakers);
    switch (this.#turnStyle) {
      case '**Name**:':
        return `**${name}**${random.chance(0.3) ? '：' : ': '}`;
      case 'Name:':
        return `${name}${random.chance(0.3) ? '：' : ': '}`;
      case '**Name:**':
        return `**${name}:** `;
      case '**[Name]**:':
        return `**[${name}]**: `;
      case '>> ':
        return '>> ';
    }
  }

  #inventSpeakers(): string[] {
    const random = this.#random;
    return Array.from({ length: random.between(1, 4) }, () =>
      random.chance(0.5)
        ? this.#prose.hanPhrase(1)
        : `${capitalised(this.#prose.latinPhrase(1))} ${capitalised(this.#prose.latinPhrase(1))}`,
    );
  }

  #push(part: string): void {
    this.#parts.push(part);
    this.#bytes += Buffer.byteLength(part) + 2;
  }
}

/** Spreads `total` events evenly over `length` bytes. */
class Pace {
  readonly #total: number;
  readonly #length: number;
  #done = 0;

  constructor(total: number, length: number) {
    this.#total = total;
    this.#length = length;
  }

  /** Whether another event is due at `position`; the caller then makes it happen. */
  due(position: number): boolean {
    if (this.#done >= this.#total) return false;
    if (this.#done > (position / this.#length) * this.#total) return false;
    this.#done += 1;
    return true;
  }
}
