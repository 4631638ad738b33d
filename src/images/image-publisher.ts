import path from 'node:path';
import type Sharp from 'sharp';
import { problemAt, type Problem, type ProblemTexts } from '../content/problem.ts';
import { slugify } from '../content/slug.ts';
import type { RenderedImage } from '../markdown/types.ts';
import { placeCached } from '../store/place-cached.ts';
import { shortChecksum } from '../store/segment.ts';
import type { ImageSource } from './find-image-sources.ts';
import { loadSharp, withoutSharp } from './load-sharp.ts';
import { LocalFileRefused, readLocalFile, resolveLocalPath, type Refusal } from './local-file.ts';
import { pictureFormat } from './picture-format.ts';
import { asError } from '../shared/as-error.ts';

/** In pixels: a phone, a text column, a text column on a dense screen. */
const widths = [480, 960, 1600] as const;

/** Time limit for encoding one variant in seconds. 100 megapixels take about 5. */
const mostSeconds = 60;

const pictureName = /\.(?:png|jpe?g|webp|gif|avif)$/i;

/** Folders and limits. Paths are absolute. */
export interface ImagePublisherOptions {
  /** The posts folder: nothing outside it is published. */
  readonly postsDir: string;
  /** The site's folder; pictures go to `assets/images/`. Without it, they are only cached. */
  readonly outputDir?: string;
  /** Where encoded variants are kept between builds. */
  readonly cacheDir: string;
  readonly pathPrefix: string;
  /** Larger files are not read. */
  readonly maximumBytes: number;
  /** Pictures with more pixels are not decoded. */
  readonly maximumPixels: number;
}

/** The published pictures of a post, and what is wrong with the others. */
export interface PublishedImages {
  readonly images: Readonly<Record<string, RenderedImage>>;
  readonly problems: readonly Problem[];
}

/**
 * Publishes the pictures of a post as WebP in several widths. Names contain a hash, so that hosts
 * may cache them for ever. Variants are cached, so that a picture is encoded once. Animations are
 * copied unchanged, and so is everything where sharp is not installed; a problem says so.
 * @param file path of the post below the posts folder.
 * @param label the post's name in problems.
 */
export async function publishSources(
  sources: readonly ImageSource[],
  bodyLine: number,
  file: string,
  label: string,
  options: ImagePublisherOptions,
): Promise<PublishedImages> {
  const images: Record<string, RenderedImage> = {};
  const problems: Problem[] = [];
  // By real path, since a picture may be written in many ways: `a.png?1`, `./a.png`.
  const known = new Map<string | undefined, RenderedImage | LocalFileRefused>();
  for (const source of sources) {
    const target = resolveLocalPath(source.src, file, options.postsDir);
    let found = known.get(target);
    if (!found) known.set(target, (found = await publishOrRefuse(target, options)));
    const line = bodyLine + source.line - 1;
    if (found instanceof LocalFileRefused) {
      const texts = refusals[found.reason](source.src, found.message);
      problems.push(problemAt(label, line, { ...texts, severity: 'warning' }));
      continue;
    }
    images[source.src] = found;
    if (found.width === undefined) problems.push(problemAt(label, line, withoutSharp));
  }
  return { images, problems };
}

async function publishOrRefuse(
  target: string | undefined,
  options: ImagePublisherOptions,
): Promise<RenderedImage | LocalFileRefused> {
  if (target === undefined) return new LocalFileRefused('missing');
  try {
    return await publishImage(target, options);
  } catch (error) {
    // Other errors, such as a full disk, are not the picture's fault.
    if (error instanceof LocalFileRefused) return error;
    throw error;
  }
}

const refusals: Readonly<Record<Refusal, (src: string, why: string) => ProblemTexts>> = {
  missing: (src) => ({
    code: 'image-missing',
    message: `There is no picture "${src}".`,
    hint: 'Write its path as seen from the post, inside the posts folder.',
  }),
  format: (src) => ({
    code: 'image-format',
    message: `"${src}" is not a picture that can be published.`,
    hint: 'Save it as PNG, JPEG, WebP, GIF or AVIF.',
  }),
  'too-large': (src, why) => ({
    code: 'image-too-large',
    message: `The picture "${src}" is not published: ${why}.`,
    hint: 'Make it smaller, or raise limits.pictureBytes or limits.picturePixels.',
  }),
  unreadable: (src, why) => ({
    code: 'image-unreadable',
    message: `The picture "${src}" cannot be read: ${why}.`,
    hint: 'Open it in an editor and save it again.',
  }),
};

async function publishImage(file: string, options: ImagePublisherOptions): Promise<RenderedImage> {
  const bytes = readLocalFile(file, options.postsDir, options.maximumBytes);
  const format = pictureFormat(bytes);
  if (!format || !pictureName.test(file)) throw new LocalFileRefused('format');
  const hash = shortChecksum(bytes).slice(0, 10);
  const stem = `${slugify(path.parse(file).name) || 'image'}-${hash}`;
  const href = (name: string) => `${options.pathPrefix}assets/images/${encodeURIComponent(name)}`;
  const asItIs = async () => {
    // By the real format: a GIF named `.png` would be served with the wrong type.
    const name = `${stem}.${format}`;
    await place(name, () => Promise.resolve(bytes), options);
    return href(name);
  };
  const sharp = await loadSharp();
  if (!sharp) return { src: await asItIs() };
  const { width, height, isAnimated } = await sizeOf(sharp, bytes, options);
  if (isAnimated) return { src: await asItIs(), width, height };
  const own = widths.filter((one) => one < width);
  const largest = Math.min(width, widths[2]);
  const sizes = own.length === widths.length ? own : [...own, largest];
  for (const size of sizes) {
    await place(`${stem}-${size}.webp`, () => encode(sharp, bytes, size, options), options);
  }
  return {
    src: href(`${stem}-${largest}.webp`),
    ...(sizes.length > 1 && {
      srcset: sizes.map((size) => `${href(`${stem}-${size}.webp`)} ${size}w`).join(', '),
    }),
    width: largest,
    height: Math.round((height * largest) / width),
  };
}

/** Reads width, height and animation from the picture's header without decoding it. */
async function sizeOf(
  sharp: typeof Sharp,
  bytes: Buffer,
  { maximumPixels }: ImagePublisherOptions,
) {
  const { autoOrient, pages = 1 } = await decode(() =>
    sharp(bytes, { limitInputPixels: false }).metadata(),
  );
  const { width, height } = autoOrient;
  if (width * height > maximumPixels) {
    const pixels = `${width} by ${height} pixels`;
    throw new LocalFileRefused('too-large', `it has ${pixels}, more than ${maximumPixels}`);
  }
  return { width, height, isAnimated: pages > 1 };
}

function encode(
  sharp: typeof Sharp,
  bytes: Buffer,
  width: number,
  { maximumPixels }: ImagePublisherOptions,
): Promise<Buffer> {
  return decode(() =>
    sharp(bytes, { limitInputPixels: maximumPixels })
      .timeout({ seconds: mostSeconds })
      .autoOrient()
      .resize({ width })
      .webp({ quality: 82 })
      .toBuffer(),
  );
}

/** Runs sharp. Any error is taken to be the picture's fault. */
async function decode<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new LocalFileRefused('unreadable', asError(error).message);
  }
}

/** Puts a picture into the site, encoding it unless the cache has it. */
async function place(
  name: string,
  make: () => Promise<Buffer>,
  { cacheDir, outputDir }: ImagePublisherOptions,
): Promise<void> {
  const target =
    outputDir === undefined ? undefined : path.join(outputDir, 'assets', 'images', name);
  await placeCached(path.join(cacheDir, name), target, make);
}
