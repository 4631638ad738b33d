import { basename } from 'node:path';
import type { Post } from '../content/post.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import { shortChecksum } from '../store/segment.ts';
import type { ViewContext } from './context.ts';
import type { Address } from './links.ts';

/** Size in pixels that all services show uncut (https://ogp.me). */
export const socialImageSize = { width: 1200, height: 630 } as const;

/** To be raised when the drawing changes, so that cached images of older versions are not used. */
const drawingVersion = 1;

/** Texts on a social image. */
export interface SocialImageText {
  readonly title: string;
  /** Small line above the title: the area. */
  readonly kind?: string;
  readonly site: string;
  /** In the site's language. */
  readonly date?: string;
}

/** What a social image is made from. */
export interface SocialImageContext extends Pick<ViewContext, 'config' | 'links' | 'ui'> {
  readonly editions: Pick<EditionPlan, 'socialImageFont'>;
}

export interface SocialImage extends Address {
  readonly text: SocialImageText;
}

/**
 * The social image of a listed post; undefined if the site has none. Its name is a hash of its
 * content, so that hosts may cache it for ever and it is drawn once.
 */
export function socialImage(context: SocialImageContext, post: Post): SocialImage | undefined {
  const { config, links, ui, editions } = context;
  if (editions.socialImageFont === undefined || post.visibility !== 'listed') return undefined;
  const [kind] = post.terms.area;
  const text: SocialImageText = {
    title: post.title,
    ...(kind !== undefined && { kind }),
    site: config.title,
    ...(post.date !== undefined && { date: ui.date(post.date) }),
  };
  const identity = JSON.stringify([drawingVersion, basename(editions.socialImageFont), text]);
  const hash = shortChecksum(identity).slice(0, 16);
  return { ...links.file(`assets/social/${hash}.png`), text };
}
