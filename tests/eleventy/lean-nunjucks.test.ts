import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leanNunjucks, nunjucks } from '../../src/eleventy/lean-nunjucks.ts';
import type { Frame } from '../../src/eleventy/lean-nunjucks.ts';

const { lib, runtime } = nunjucks();
const FrameClass = runtime.Frame;
const plain = {
  set: FrameClass.prototype.set,
  extend: lib.extend,
  memberLookup: runtime.memberLookup,
};
leanNunjucks();
const lean = {
  set: FrameClass.prototype.set,
  extend: lib.extend,
  memberLookup: runtime.memberLookup,
};

test('the Nunjucks of Eleventy is changed', () => {
  assert.notEqual(lean.set, plain.set);
  assert.notEqual(lean.extend, plain.extend);
  assert.notEqual(lean.memberLookup, plain.memberLookup);
});

test('frames assign as those of Nunjucks do', () => {
  const name = fc
    .array(fc.constantFrom('loop', 'item', 'a', ''), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('.'));
  const step = fc.record({
    name,
    value: fc.constantFrom<unknown>(1, 'x', undefined, null, 0, ''),
    resolveUp: fc.boolean(),
    frame: fc.nat(3),
  });
  /** A frame with others in it, the last of which writes for itself. */
  const frames = (): readonly Frame[] => {
    const outer = new FrameClass();
    const loop = outer.push();
    return [outer, loop, loop.push(), loop.push(true)];
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const [expected, actual] = [frames(), frames()];
      for (const { name: target, value, resolveUp, frame } of steps) {
        const attempt = (set: Frame['set'], own: readonly Frame[]) => {
          try {
            set.call(own[frame], target, value, resolveUp);
            return 'set';
          } catch (error) {
            return String(error);
          }
        };
        // A frame that resolves a name upwards sets it by its own method.
        FrameClass.prototype.set = plain.set;
        const outcome = attempt(plain.set, expected);
        FrameClass.prototype.set = lean.set;
        assert.equal(attempt(lean.set, actual), outcome);
      }
      for (const [index, { variables }] of expected.entries()) {
        assert.deepEqual(actual[index]?.variables, variables);
      }
    }),
    { numRuns: 500 },
  );
});

test('variables are copied as Nunjucks copies them', () => {
  // Nunjucks would set the prototype of the copy by it.
  const name = fc.string().filter((text) => text !== '__proto__');
  fc.assert(
    fc.property(fc.object({ key: name }), (source) => {
      const [copy, expected] = [lean.extend({}, source), plain.extend({}, source)];
      assert.deepEqual(Object.entries(copy), Object.entries(expected));
      assert.notEqual(copy, source);
    }),
  );
});

test('properties are looked up as Nunjucks looks them up', () => {
  const holder = {
    ...{ text: 'x', none: undefined, nothing: null, zero: 0 },
    nested: { list: [1, 2] },
    method(this: unknown, ...args: readonly unknown[]) {
      return [this, ...args];
    },
  };
  const objects = fc.constantFrom<unknown>(holder, [1, 2], 'text', 7, true, null, undefined);
  const names = fc.constantFrom(
    ...Object.keys(holder),
    'length',
    0,
    1,
    'missing',
    'at',
    'toString',
  );
  fc.assert(
    fc.property(objects, names, (object, name) => {
      const [found, expected] = [lean, plain].map(({ memberLookup }) => memberLookup(object, name));
      if (typeof expected !== 'function') assert.deepEqual(found, expected);
      else {
        assert.ok(typeof found === 'function');
        assert.deepEqual((found as () => unknown)(), (expected as () => unknown)());
      }
    }),
  );
});
