import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { cleanText } from '../content/text.ts';
import { yamlProblem } from '../content/yaml-problem.ts';

/** Line numbers of the scalars in a YAML text, in order. js-yaml does not keep positions. */
export class ScalarLines {
  readonly #scalars: { readonly text: string; readonly line: number }[] = [];

  /** Called by js-yaml with the parser as `this`. */
  readonly listener = ((scalars) =>
    function (this: { kind?: unknown; result?: unknown; line: number }, event: string): void {
      if (event !== 'close' || this.kind !== 'scalar') return;
      scalars.push({ text: cleanText(String(this.result)), line: this.line + 1 });
    })(this.#scalars);

  /**
   * Line of the last scalar of `path`, whose scalars follow one another, perhaps with others
   * between; 1 if there are none.
   */
  find(...path: readonly string[]): number {
    let at = -1;
    for (const text of path) {
      const next = this.#scalars.findIndex((scalar, index) => index > at && scalar.text === text);
      if (next < 0) break;
      at = next;
    }
    return this.#scalars[at]?.line ?? 1;
  }
}

/**
 * Parses YAML of the site's owner.
 * @param lines gets the places of its scalars.
 * @param what its name at the beginning of a message.
 * @param hint how its lines are written.
 */
export function loadPlaced(
  yaml: string,
  lines: ScalarLines,
  what: string,
  hint: string,
): { readonly data: unknown } | { readonly texts: ReturnType<typeof yamlProblem> } {
  try {
    return { data: load(yaml, { schema: CORE_SCHEMA, listener: lines.listener }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { texts: yamlProblem(error, what, hint) };
  }
}
