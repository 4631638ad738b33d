import type { Post } from '../content/post.ts';
import type { ViewContext } from './context.ts';

/** A mark of the dev server on what a reader of the published site would not find. */
export interface DevBadgeView {
  readonly state: 'draft' | 'future' | 'excluded';
  readonly label: string;
}

/**
 * Why a reader of the published site would not find a post; undefined outside the dev server and
 * for public posts.
 */
export function devBadges(
  { isDev, ui }: ViewContext,
  post: Post,
): readonly DevBadgeView[] | undefined {
  if (!isDev) return undefined;
  const states = [
    ...(post.heldBack ?? []),
    ...(post.visibility === 'unlisted' ? (['excluded'] as const) : []),
  ];
  return states.length === 0
    ? undefined
    : states.map((state) => ({ state, label: ui.dev.states[state] }));
}
