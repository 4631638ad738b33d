/** Later stages of a build in one module, so that a single dynamic import loads all of them. */
export { runBuildEnd } from './build-end.ts';
export { hostUse, limitProblems } from './host-limits.ts';
export { withLess } from './leave-out.ts';
export { measureSite } from './site-size.ts';
export { searchVariants } from '../output/write-site-search.ts';
export { findOrGatherSite, keepSite } from './site-to-write.ts';
export { writeSite } from './write-site.ts';
