/** The stages of a build after its posts are read: one door, so that one import loads them all. */
export { searchVariants } from '../output/write-site-search.ts';
export { findOrGatherSite, keepSite } from './site-to-write.ts';
export { writeSite } from './write-site.ts';
