import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../content/problem.ts';
import { slugify } from '../content/slug.ts';
import { isBelow } from '../content/real-paths.ts';
import type { RenderedImage } from '../markdown/types.ts';
import { placeCached } from '../cache/place-cached.ts';
import { findImageSources } from './find-image-sources.ts';
import type { ImageSource } from './find-image-sources.ts';

/** Widths in pixels: a phone, a column of text, the same on a dense screen. */
const widths = [480, 960, 1600] as const;

const formats: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif']);

export interface ImagePublisherOptions {
  /** Absolute path of the posts folder: nothing outside it is published. */
  readonly postsDir: string;
  /** Absolute path of the site's folder; pictures go to `assets/images/`. */
  readonly outputDir: string;
  /** Absolute path where variants are kept from build to build. */
  readonly cacheDir: string;
  readonly pathPrefix: string;
}

export interface PublishedImages {
  readonly images: Readonly<Record<string, RenderedImage>>;
  readonly problems: readonly Problem[];
}

/**
 * Publishes the pictures of a post as WebP in several widths, named by content, so that hosts may cache them for ever. Variants are kept in a cache:
 * a picture is encoded once, not at every build. Animations are copied as they are.
 * @param file the post, below the posts folder.
 * @param label the post as problems name it.
 */
export async function publishImages(
  body: string,
  bodyLine: number,
  file: string,
  label: string,
  options: ImagePublisherOptions,
): Promise<PublishedImages> {
  return publishSources(findImageSources(body), bodyLine, file, label, options);
}

/** The same for pictures that are known already. */
export async function publishSources(
  sources: readonly ImageSource[],
  bodyLine: number,
  file: string,
  label: string,
  options: ImagePublisherOptions,
): Promise<PublishedImages> {
  const images: Record<string, RenderedImage> = {};
  const problems: Problem[] = [];
  for (const source of sources) {
    const place = { file: label, line: bodyLine + source.line - 1, severity: 'warning' } as const;
    const target = resolveSource(source, file, options.postsDir);
    const own = target !== undefined && existsSync(target);
    if (!own || !(await isBelow(target, await realpath(options.postsDir)))) {
      problems.push({
        ...place,
        code: 'image-missing',
        message: `There is no picture "${source.src}".`,
        hint: 'Write its path as seen from the post, inside the posts folder.',
      });
    } else if (!formats.has(path.extname(target).toLowerCase())) {
      problems.push({
        ...place,
        code: 'image-format',
        message: `"${source.src}" is not a picture that can be published.`,
        hint: 'Save it as PNG, JPEG, WebP, GIF or AVIF.',
      });
    } else {
      try {
        images[source.src] = await publishImage(target, options);
      } catch (error) {
        problems.push({
          ...place,
          code: 'image-unreadable',
          message: `The picture "${source.src}" cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
          hint: 'Open it in an editor and save it again.',
        });
      }
    }
  }
  return { images, problems };
}

/** Where a picture of a post lies; undefined outside the posts folder. */
export function resolveSource(
  { src }: ImageSource,
  file: string,
  postsDir: string,
): string | undefined {
  let decoded = src.replace(/[?#].*$/, '');
  try {
    decoded = decodeURIComponent(decoded);
  } catch {
    // A stray percent sign is part of the name.
  }
  const target = path.resolve(postsDir, path.dirname(file), decoded);
  return target.startsWith(postsDir + path.sep) ? target : undefined;
}

async function publishImage(file: string, options: ImagePublisherOptions): Promise<RenderedImage> {
  // Loaded with the first picture: it takes long, and most posts have none.
  const { default: sharp } = await import('sharp');
  const bytes = await readFile(file);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const stem = `${slugify(path.parse(file).name) || 'image'}-${hash}`;
  const metadata = await sharp(bytes).metadata();
  const size = metadata.autoOrient;
  const href = (name: string) => `${options.pathPrefix}assets/images/${encodeURIComponent(name)}`;

  if ((metadata.pages ?? 1) > 1) {
    const name = `${stem}${path.extname(file).toLowerCase()}`;
    await place(name, () => Promise.resolve(bytes), options);
    return { src: href(name), width: size.width, height: size.height };
  }
  const own = widths.filter((width) => width < size.width);
  const largest = Math.min(size.width, widths[2]);
  const sizes = own.length === widths.length ? own : [...own, largest];
  for (const width of sizes) {
    await place(
      `${stem}-${width}.webp`,
      () => sharp(bytes).autoOrient().resize({ width }).webp({ quality: 82 }).toBuffer(),
      options,
    );
  }
  return {
    src: href(`${stem}-${largest}.webp`),
    ...(sizes.length > 1 && {
      srcset: sizes.map((width) => `${href(`${stem}-${width}.webp`)} ${width}w`).join(', '),
    }),
    width: largest,
    height: Math.round((size.height * largest) / size.width),
  };
}

/** Puts a picture into the site, encoded once and kept. */
async function place(
  name: string,
  make: () => Promise<Buffer>,
  { cacheDir, outputDir }: ImagePublisherOptions,
): Promise<void> {
  const target = path.join(outputDir, 'assets', 'images', name);
  await placeCached(path.join(cacheDir, name), target, make);
}
