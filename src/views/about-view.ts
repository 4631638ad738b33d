import type { PageView } from './types.ts';

/** The about page. */
export interface AboutView extends PageView {
  readonly title: string;
  readonly paragraphs: readonly string[];
}
