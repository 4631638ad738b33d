/**
 * Stand in a rendered page where something of its article's body goes, so that the page itself does
 * not change with each word of it.
 */

/** Stands for the body. Titles and the like cannot forge it: templates escape `<`. */
export const bodyMarker = '<!--inkstone:body-->';

/**
 * Stands for how long the body is, in words. Text, so that templates leave it as it is; a title
 * that spells it out, private characters and all, would get a length.
 */
export const lengthMarker = '\u{f8ff}inkstone:length\u{f8ff}';
