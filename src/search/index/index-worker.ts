import { invertShare } from './invert-share.ts';

/** Inverts a share of the search index; piscina calls it with what to do. */
export default invertShare;
