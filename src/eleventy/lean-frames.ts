import { createRequire } from 'node:module';

/** What templates assign and look up: one for each template, block and loop. Nunjucks ships no types. */
export interface Frame {
  readonly variables: Record<string, unknown>;
  push(isolateWrites?: boolean): Frame;
  resolve(name: string, forWrite?: boolean): Frame | undefined;
  set(name: string, value: unknown, resolveUp?: boolean): void;
}

interface FrameClass {
  new (): Frame;
  readonly prototype: Frame;
}

/** The class of the Nunjucks that Eleventy renders with. */
export function frameClass(): FrameClass {
  const eleventy = createRequire(import.meta.url).resolve('@11ty/eleventy');
  const nunjucks = createRequire(eleventy)('nunjucks') as {
    readonly runtime: { readonly Frame: FrameClass };
  };
  return nunjucks.runtime.Frame;
}

/** Names come from templates: there are few. */
const known = new Map<string, readonly string[]>();

/**
 * Makes frames assign as they do, in less time: each turn of a loop sets eight names, and Nunjucks splits a name at its dots every time.
 * https://github.com/mozilla/nunjucks/blob/master/nunjucks/src/runtime.js
 */
export function leanFrames(): void {
  frameClass().prototype.set = function set(this: Frame, name, value, resolveUp): void {
    let parts = known.get(name);
    if (!parts) known.set(name, (parts = name.split('.')));
    const last = parts.length - 1;
    if (resolveUp === true) {
      const frame = this.resolve(parts[0] as string, true);
      if (frame) {
        frame.set(name, value);
        return;
      }
    }
    let object = this.variables;
    for (let index = 0; index < last; index++) {
      object = (object[parts[index] as string] ||= {}) as Record<string, unknown>;
    }
    object[parts[last] as string] = value;
  };
}
