/**
 * Stand in a rendered page where something of its article's body goes, so that the page itself does not change with each word of it. Titles and the like
 * cannot forge them: templates escape `<`.
 */

/** Stands for the body. */
export const bodyMarker = '<!--inkstone:body-->';

/** Stands for how long the body is, in words; layouts need not print it. */
export const lengthMarker = '<!--inkstone:length-->';
