/** Removes slashes at both ends, in linear time: a regular expression would be quadratic. */
export function trimSlashes(path: string): string {
  let start = 0;
  while (path[start] === '/') start++;
  return trimEndSlashes(path.slice(start));
}

/** Removes slashes at the end. */
export function trimEndSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}
