import type { BookDetails } from '../content/post.ts';
import { readRating, type Rating } from '../content/rating.ts';
import { dateView } from './card-view.ts';
import type { ViewContext } from './context.ts';
import type { DateView } from './types.ts';

export interface BookView {
  readonly author?: string;
  readonly publisher?: string;
  /** `year` or publication date as written. */
  readonly published?: string;
  readonly readDate?: DateView;
  /** Whole or half points out of `outOf`. */
  readonly rating?: Rating & { readonly label: string };
  readonly description?: string;
}

/** Details of a book note; ratings are written as `4/5` or `4`. */
export function bookView(context: ViewContext, book: BookDetails): BookView {
  const rating = readRating(book.rating ?? '');
  return {
    ...(book.author !== undefined && { author: book.author }),
    ...(book.publisher !== undefined && { publisher: book.publisher }),
    ...(book.year !== undefined && { published: book.year }),
    ...(book.readDate !== undefined && { readDate: dateView(context, book.readDate) }),
    ...(rating && {
      rating: { ...rating, label: context.ui.rating(rating.value, rating.outOf) },
    }),
    ...(book.description !== undefined && { description: book.description }),
  };
}
