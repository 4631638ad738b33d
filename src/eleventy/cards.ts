import type { PostCardView } from '../views/types.ts';
import type { EleventyConfig, NunjucksFilter } from './eleventy-config.ts';

type Heading = 'h2' | 'h3';

/**
 * The filter `card` prints the card of a post, with its title as a heading. A post stands on a dozen lists; its card is printed once, which halves the time
 * of lists.
 */
export function createCardFilter(): NunjucksFilter<[PostCardView, Heading]> {
  const printed = {
    h2: new WeakMap<PostCardView, string>(),
    h3: new WeakMap<PostCardView, string>(),
  };
  return function (post, heading) {
    let html = printed[heading].get(post);
    if (html === undefined) {
      html = this.env.render('partials/post-card.njk', { post, heading, ui: this.ctx['ui'] });
      printed[heading].set(post, html);
    }
    return html;
  };
}

export function registerCards(eleventyConfig: EleventyConfig): void {
  eleventyConfig.addNunjucksFilter('card', createCardFilter());
}
