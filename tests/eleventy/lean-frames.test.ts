import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { frameClass, leanFrames } from '../../src/eleventy/lean-frames.ts';
import type { Frame } from '../../src/eleventy/lean-frames.ts';

test('frames assign as those of Nunjucks do', () => {
  const FrameClass = frameClass();
  const plainSet = FrameClass.prototype.set;
  leanFrames();
  const leanSet = FrameClass.prototype.set;
  assert.notEqual(leanSet, plainSet);

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
      const [plain, lean] = [frames(), frames()];
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
        FrameClass.prototype.set = plainSet;
        const expected = attempt(plainSet, plain);
        FrameClass.prototype.set = leanSet;
        assert.equal(attempt(leanSet, lean), expected);
      }
      for (const [index, { variables }] of plain.entries()) {
        assert.deepEqual(lean[index]?.variables, variables);
      }
    }),
    { numRuns: 500 },
  );
});
