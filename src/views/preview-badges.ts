import type { Post } from '../content/post.ts';
import type { ViewContext } from './context.ts';

/** A mark of the dev server on what a reader of the published site would not find. */
export interface PreviewBadgeView {
  readonly state: 'draft' | 'future' | 'excluded';
  readonly label: string;
}

/**
 * Why a reader of the published site would not find a post; undefined outside a preview and for
 * public posts.
 */
export function previewBadges(
  { preview, ui }: ViewContext,
  post: Post,
): readonly PreviewBadgeView[] | undefined {
  if (!preview) return undefined;
  const states = [
    ...(post.heldBack ?? []),
    ...(post.visibility === 'unlisted' ? (['excluded'] as const) : []),
  ];
  return states.length === 0
    ? undefined
    : states.map((state) => ({ state, label: ui.preview.states[state] }));
}
