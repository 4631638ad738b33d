import { closeSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../content/problem.ts';
import type { ImageSource } from '../images/find-image-sources.ts';
import { resolveLocalPath } from '../images/local-file.ts';
import { openRegularFile } from '../shared/regular-file.ts';

const mebibyte = 1024 * 1024;

/** Animations are published unchanged, so readers download this much. */
const maximumAnimationBytes = 2 * mebibyte;

/** Other pictures are published in smaller sizes; large files only slow repository and build. */
const maximumPictureBytes = 10 * mebibyte;

/** Reports large pictures beside a post. A build reports missing ones. */
export function checkImages(
  pictures: readonly ImageSource[],
  post: { readonly file: string; readonly label: string; readonly bodyLine: number },
  postsDir: string,
): readonly Problem[] {
  return pictures.flatMap((source): Problem[] => {
    const file = resolveLocalPath(source.src, post.file, postsDir);
    const bytes = file === undefined ? undefined : sizeOf(file, postsDir);
    if (file === undefined || bytes === undefined) return [];
    const animation = path.extname(file).toLowerCase() === '.gif';
    const maximum = animation ? maximumAnimationBytes : maximumPictureBytes;
    if (bytes <= maximum) return [];
    return [
      {
        file: post.label,
        line: post.bodyLine + source.line - 1,
        code: 'image-large',
        message: `The picture "${source.src}" has ${(bytes / mebibyte).toFixed(1)} MB.`,
        hint: animation
          ? 'Readers download it whole: make it shorter or smaller, or a video.'
          : 'Save it with 1,600 to 3,200 pixels in width.',
        severity: 'warning',
      },
    ];
  });
}

/** Size of a picture in bytes; undefined if it cannot be opened. */
function sizeOf(file: string, postsDir: string): number | undefined {
  try {
    const { descriptor, stats } = openRegularFile(file, postsDir);
    closeSync(descriptor);
    return stats.size;
  } catch {
    return undefined;
  }
}
