/**
 * Placeholders in a rendered page for parts of its article's body, so that the rendered page stays
 * the same when words of the body change.
 */

/** Placeholder of the body. Titles and other texts cannot forge it, as templates escape `<`. */
export const bodyMarker = '<!--inkstone:body-->';

/**
 * Placeholder of the body's length. It has no characters that templates escape. A title with these
 * private-use characters would show a length.
 */
export const lengthMarker = '\u{f8ff}inkstone:length\u{f8ff}';
