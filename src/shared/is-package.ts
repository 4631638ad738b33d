/** Whether this is the npm package, which is compiled, and not the repository with its sources. */
export const isPackage = import.meta.url.endsWith('.js');
