import type { DataFile } from '../src/eleventy/register.ts';

/** Article pages, one list per layout, in the order of `postLayouts`. */
const posts: DataFile = ({ views, postLayouts }) =>
  postLayouts.map((layout) => views.posts.get(layout) ?? []);

export default posts;
