import type { IconFile } from '../editions/edition-plan.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type Sharp from 'sharp';
import { loadSharp } from '../images/load-sharp.ts';
import { clientDir } from '../shared/program-dir.ts';
import { settleThenAll } from '../shared/settle-then-all.ts';
import { shortChecksum } from '../store/segment.ts';
import { placeCached } from '../store/place-cached.ts';
import { siteDescription } from '../views/head.ts';
import type { SiteConfig } from '../config/site-config.ts';

const iconFile = path.join(clientDir, 'icon.svg');

/** Background of icons that a device crops: that of the icon itself. */
const ground = '#26231f';

/**
 * Share of a maskable icon's side that no device crops
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
 * Draws the home-screen icons from `icon.svg` into `assets/`, named by a hash of their content. The
 * cache keeps them.
 * @returns undefined where sharp, which draws them, is missing.
 */
export async function publishIcons(
  outputDir: string,
  cacheDir: string,
  pathPrefix: string,
): Promise<readonly IconFile[] | undefined> {
  const svg = await readFile(iconFile);
  const hash = shortChecksum(svg).slice(0, 10);
  const icons = variants.map(async ({ size, purpose }) => {
    const name = `icon-${purpose === 'any' ? '' : `${purpose}-`}${size}.${hash}.png`;
    await placeCached(path.join(cacheDir, name), path.join(outputDir, 'assets', name), async () => {
      const sharp = await loadSharp();
      if (!sharp) throw new SharpMissing();
      return drawIcon(sharp, svg, size, purpose !== 'any');
    });
    return { href: `${pathPrefix}assets/${name}`, size, purpose };
  });
  return settleThenAll(icons).catch((error: unknown) => {
    if (error instanceof SharpMissing) return undefined;
    throw error;
  });
}

class SharpMissing extends Error {}

async function drawIcon(
  sharp: typeof Sharp,
  svg: Buffer,
  size: number,
  filled: boolean,
): Promise<Buffer> {
  const inner = filled ? Math.round(size * safeZone) : size;
  // The drawing is 32 units wide at 72 dpi; a density for the final size keeps it sharp.
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

/** The web app manifest (https://www.w3.org/TR/appmanifest/), which lets a site be installed. */
export function webManifest(
  config: SiteConfig,
  homeHref: string,
  icons: readonly IconFile[],
): string {
  const { title, language } = config;
  const description = siteDescription(config);
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
