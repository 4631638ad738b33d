import type Sharp from 'sharp';
import type { ProblemTexts } from '../content/problem.ts';

let loading: Promise<typeof Sharp | undefined> | undefined;

/**
 * Loads sharp, which makes and reads pictures: on demand, as it loads slowly and most builds find
 * their pictures in the cache.
 * @returns undefined where it is not installed, or does not run on this machine.
 */
export function loadSharp(): Promise<typeof Sharp | undefined> {
  return (loading ??= import('sharp').then(
    ({ default: sharp }) => sharp,
    () => undefined,
  ));
}

/** Whether sharp is installed: a look that costs nothing. It may still not run on this machine. */
export function hasSharp(): boolean {
  try {
    import.meta.resolve('sharp');
    return true;
  } catch {
    return false;
  }
}

/** What a build without sharp says, once. */
export const withoutSharp: ProblemTexts = {
  code: 'sharp-missing',
  message:
    'sharp is not there: pictures are published as they are, without smaller sizes; icons for ' +
    'home screens and pictures for link cards are left out.',
  hint: 'Install it: npm install sharp.',
  severity: 'notice',
};
