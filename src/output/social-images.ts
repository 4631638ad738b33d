import path from 'node:path';
import type Sharp from 'sharp';
import { loadSharp, withoutSharp } from '../images/load-sharp.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { settleThenAll } from '../shared/settle-then-all.ts';
import { placeCached } from '../store/place-cached.ts';
import { socialImage, socialImageSize } from '../views/social-image.ts';
import type { SocialImageContext, SocialImageText } from '../views/social-image.ts';

/** Images drawn at the same time: each takes a core. */
const concurrency = 2;

const colours = { paper: '#faf8f3', ink: '#26231f', muted: '#6f675b', accent: '#b5432a' };
const margin = 90;
const titleSize = 64;
const titleLines = 3;
/** Line height of the title, in parts of the font size, as Pango sets it. */
const lineHeight = 1.45;

/**
 * Puts the social images of articles into the site, and draws those that the cache lacks.
 * @param outputDir absolute path.
 * @param cacheDir absolute path.
 */
export async function writeSocialImages(
  articles: readonly ShownArticle[],
  context: SocialImageContext,
  outputDir: string,
  cacheDir: string,
): Promise<void> {
  const font = context.editions.socialImageFont;
  if (font === undefined) return;
  let next = 0;
  const work = async () => {
    for (let article = articles[next++]; article; article = articles[next++]) {
      // A cover stands on the cards of its post.
      const image = article.cover ? undefined : socialImage(context, article.post);
      if (!image) continue;
      const { text } = image;
      const cached = path.join(cacheDir, path.basename(image.path));
      await placeCached(cached, path.join(outputDir, image.path), () =>
        drawSocialImage(text, font),
      );
    }
  };
  await settleThenAll(Array.from({ length: concurrency }, work));
}

/**
 * Draws a social image. A title takes at most three lines; a longer one ends with an ellipsis.
 * @param font absolute path of a font file with Chinese characters.
 * @returns a PNG.
 */
export async function drawSocialImage(
  { title, kind, site, date }: SocialImageText,
  font: string,
): Promise<Buffer> {
  const { width, height } = socialImageSize;
  const textWidth = width - 2 * margin;
  const heading = await fitTitle(title, font, textWidth);
  const line = (text: string, size: number, colour: string) =>
    setText(text, { font, size, colour, width: textWidth });
  const kindLine =
    kind === undefined ? undefined : await line(shorten(kind, 30), 30, colours.accent);
  const footer = await line(
    [shorten(site, 24), ...(date === undefined ? [] : [date])].join(' · '),
    28,
    colours.muted,
  );
  const top = Math.round((height - heading.height) / 2) - 10;
  const rule = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<rect width="14" height="${height}" fill="${colours.accent}"/></svg>`,
  );
  const sharp = await requireSharp();
  return sharp({ create: { width, height, channels: 3, background: colours.paper } })
    .composite([
      { input: rule, left: 0, top: 0 },
      ...(kindLine ? [{ input: kindLine.data, left: margin, top: margin - 20 }] : []),
      { input: heading.data, left: margin, top },
      { input: footer.data, left: margin, top: height - margin - 10 },
    ])
    .png({ palette: true, colours: 64 })
    .toBuffer();
}

/** @throws {Error} when sharp is missing: no page names such an image then. */
async function requireSharp(): Promise<typeof Sharp> {
  const sharp = await loadSharp();
  if (!sharp) throw new Error(withoutSharp.message);
  return sharp;
}

interface SetText {
  readonly data: Buffer;
  readonly height: number;
}

async function fitTitle(title: string, font: string, width: number): Promise<SetText> {
  const options = { font, size: titleSize, colour: colours.ink, width };
  const limit = titleSize * lineHeight * titleLines + titleSize * 0.2;
  // Three lines hold about 50 Han characters, or twice as many Latin ones.
  let length = 110;
  for (;;) {
    const set = await setText(shorten(title, length), options);
    if (set.height <= limit || length <= 10) return balance(shorten(title, length), set, options);
    const shown = Math.min(length, [...title].length);
    length = Math.min(shown - 1, Math.floor((shown * limit) / set.height) + 2);
  }
}

/**
 * Narrows a title of several lines if that takes no more lines, so that no single character stands
 * on the last line.
 */
async function balance(text: string, set: SetText, options: TextOptions): Promise<SetText> {
  if (set.height < options.size * lineHeight * 1.3) return set;
  for (const part of [0.75, 0.85, 0.93]) {
    const narrower = await setText(text, { ...options, width: Math.round(options.width * part) });
    if (narrower.height <= set.height + 2) return narrower;
  }
  return set;
}

interface TextOptions {
  readonly font: string;
  /** In pixels. */
  readonly size: number;
  readonly colour: string;
  readonly width: number;
}

async function setText(text: string, { font, size, colour, width }: TextOptions): Promise<SetText> {
  const sharp = await requireSharp();
  const { data, info } = await sharp({
    text: {
      // Pango markup; `escapeMarkup` escapes or drops what it cannot hold.
      text: `<span foreground="${colour}">${escapeMarkup(text)}</span>`,
      font: `${familyOf(font)} ${size}`,
      fontfile: font,
      width,
      // At 72 dpi a point is a pixel.
      dpi: 72,
      rgba: true,
      wrap: 'word-char',
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { data, height: info.height };
}

/**
 * Family name of a font file. Fonts that `findFont` finds have known families; for another file,
 * the name is taken from the file name, as it is the only font loaded beside the system's.
 */
function familyOf(font: string): string {
  const name = path.parse(font).name;
  const noto = /^Noto(Serif|Sans)CJK/.exec(name);
  if (noto) return `Noto ${noto[1] ?? 'Serif'} CJK SC Bold`;
  if (name === 'Songti') return 'Songti SC Bold';
  return name
    .replace(/-(?:Regular|Bold|Medium|Light|VF)$/i, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

function shorten(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  return `${characters.slice(0, length).join('').trimEnd()}…`;
}

function escapeMarkup(text: string): string {
  // Pango fails on empty text.
  if (text.replace(/[\s\p{C}]/gu, '') === '') return '…';
  return text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
