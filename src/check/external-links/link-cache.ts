import { z } from 'zod';
import { readSealed, writeSealed } from '../../store/sealed-file.ts';

const stateSchema = z.union([
  z.object({ kind: z.enum(['ok', 'gone', 'unclear']), status: z.number() }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);

/** A host's answer for a page. */
export type LinkState = Readonly<z.output<typeof stateSchema>>;

const fileSchema = z.record(z.string(), z.object({ askedAt: z.number(), state: stateSchema }));

const dayMs = 24 * 60 * 60 * 1000;

/** Answers of hosts, kept in a file for later runs. */
export class LinkCache {
  readonly #file: string;
  readonly #now: number;
  readonly #entries: Map<string, { readonly askedAt: number; readonly state: LinkState }>;

  /** Opens the cache; a missing or damaged file is an empty cache. */
  constructor(file: string, now: Date) {
    this.#file = file;
    this.#now = now.getTime();
    const kept = fileSchema.safeParse(JSON.parse(readSealed(file)?.toString() ?? '{}'));
    this.#entries = new Map(Object.entries(kept.data ?? {}));
  }

  /**
   * An answer that is recent enough: within a week for an existing page, within a day for others.
   */
  get(href: string): LinkState | undefined {
    const entry = this.#entries.get(href);
    if (!entry) return undefined;
    const days = entry.state.kind === 'ok' ? 7 : 1;
    const age = this.#now - entry.askedAt;
    return age >= 0 && age < days * dayMs ? entry.state : undefined;
  }

  set(href: string, state: LinkState): void {
    this.#entries.set(href, { askedAt: this.#now, state });
  }

  save(): void {
    writeSealed(this.#file, Buffer.from(JSON.stringify(Object.fromEntries(this.#entries))));
  }
}
