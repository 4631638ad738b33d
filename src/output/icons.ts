import type { IconFile } from '../editions/edition-plan.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeCached } from '../store/place-cached.ts';

const iconFile = fileURLToPath(new URL('../client/icon.svg', import.meta.url));

/** Colour behind icons that a device crops itself: the icon's own ground. */
const ground = '#26231f';

/**
 * Part of a maskable icon's side that no device cuts off
 * (https://w3c.github.io/manifest/#icon-masks).
 */
const safeZone = 0.8;

const variants = [
  { size: 192, purpose: 'any' },
  { size: 512, purpose: 'any' },
  { size: 512, purpose: 'maskable' },
  { size: 180, purpose: 'apple' },
] as const;

/**
 * Draws the icons for home screens from `icon.svg`, named by its content, into `assets/`. They are
 * kept in the cache.
 */
export async function publishIcons(
  outputDir: string,
  cacheDir: string,
  pathPrefix: string,
): Promise<readonly IconFile[]> {
  const svg = await readFile(iconFile);
  const hash = createHash('sha256').update(svg).digest('hex').slice(0, 10);
  return Promise.all(
    variants.map(async ({ size, purpose }) => {
      const name = `icon-${purpose === 'any' ? '' : `${purpose}-`}${size}.${hash}.png`;
      await placeCached(path.join(cacheDir, name), path.join(outputDir, 'assets', name), () =>
        drawIcon(svg, size, purpose !== 'any'),
      );
      return { href: `${pathPrefix}assets/${name}`, size, purpose };
    }),
  );
}

async function drawIcon(svg: Buffer, size: number, filled: boolean): Promise<Buffer> {
  // Most builds find their icons in the cache, and it takes long to load.
  const { default: sharp } = await import('sharp');
  const inner = filled ? Math.round(size * safeZone) : size;
  // The drawing is 32 units wide at 72 dots an inch; rendered at the size wanted, it stays sharp.
  const icon = sharp(svg, { density: (72 * inner) / 32 }).resize(inner, inner);
  if (!filled) return icon.png({ palette: true }).toBuffer();
  const before = Math.floor((size - inner) / 2);
  const after = size - inner - before;
  return icon
    .flatten({ background: ground })
    .extend({ top: before, left: before, bottom: after, right: after, background: ground })
    .png({ palette: true })
    .toBuffer();
}

/**
 * The web app manifest (https://www.w3.org/TR/appmanifest/): the site as an icon on a home screen.
 */
export function webManifest(
  { title, description, language }: { title: string; description: string; language: string },
  homeHref: string,
  icons: readonly IconFile[],
): string {
  const manifest = {
    id: homeHref,
    name: title,
    short_name: title,
    ...(description !== '' && { description }),
    lang: language,
    start_url: homeHref,
    scope: homeHref,
    display: 'minimal-ui',
    background_color: '#faf8f3',
    theme_color: '#faf8f3',
    icons: icons
      .filter(({ purpose }) => purpose !== 'apple')
      .map(({ href, size, purpose }) => ({
        src: href,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose,
      })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
