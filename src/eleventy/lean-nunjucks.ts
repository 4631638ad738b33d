import { createRequire } from 'node:module';

/** What templates assign and look up: one for each template, block and loop. */
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

/** What Inkstone replaces in Nunjucks, which ships no types. */
export interface NunjucksInternals {
  readonly lib: { extend(empty: object, source: object): object };
  readonly runtime: {
    readonly Frame: FrameClass;
    memberLookup(object: unknown, name: PropertyKey): unknown;
  };
}

/** The Nunjucks that Eleventy renders with. */
export function nunjucks(): NunjucksInternals {
  const eleventy = createRequire(import.meta.url).resolve('@11ty/eleventy');
  return createRequire(eleventy)('nunjucks') as NunjucksInternals;
}

/**
 * Has templates do what they do in less time, in the three places where they spend most of it:
 * assigning variables, copying those of a page for each template that it includes, and looking up
 * properties. https://github.com/mozilla/nunjucks/blob/master/nunjucks/src/runtime.js and `lib.js`
 * beside it
 */
export function leanNunjucks(): void {
  const { lib, runtime } = nunjucks();
  runtime.Frame.prototype.set = setVariable;
  runtime.memberLookup = memberLookup;
  lib.extend = copyVariables;
}

/** Names come from templates: there are few. */
const known = new Map<string, readonly string[]>();

/** Each turn of a loop sets eight names, and Nunjucks splits a name at its dots every time. */
function setVariable(this: Frame, name: string, value: unknown, resolveUp?: boolean): void {
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
}

/**
 * Nunjucks gathers the names and calls a function for each, which takes three times as long;
 * `Object.assign` takes six times. It copies nothing else by it: the target is empty, and the
 * result is taken.
 */
function copyVariables(_empty: object, source: object): object {
  return { ...source };
}

/** Nunjucks reads each property twice, to see whether it is a method. */
function memberLookup(object: unknown, name: PropertyKey): unknown {
  if (object === undefined || object === null) return undefined;
  const members = object as Record<PropertyKey, unknown>;
  const value = members[name];
  if (typeof value !== 'function') return value;
  return (...args: unknown[]) =>
    (members[name] as (...args: unknown[]) => unknown).apply(object, args);
}
