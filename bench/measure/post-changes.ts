import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import matter from 'gray-matter';

/** What an hour brings to a corpus of some dozens of posts a day. */
const hour = { added: 12, changed: 3, withdrawn: 1 };

/** Takes back what was done to the posts. */
type Restore = () => void;

/** What is done to the posts in a folder before a build. */
export const postChanges = {
  /** One post has one more paragraph. */
  changed: (folder: string): Restore => together(postsAt(folder, 1).map(lengthen)),
  /** There is one more post of the newest day. */
  added: (folder: string): Restore => together(addPosts(folder, 1)),
  /** New posts of the newest day, some with one more paragraph, one that is gone. */
  hourly: (folder: string): Restore => {
    const posts = postsAt(folder, hour.changed + hour.withdrawn);
    return together([
      ...addPosts(folder, hour.added),
      ...posts.slice(0, hour.changed).map(lengthen),
      ...posts.slice(hour.changed).map(withdraw),
    ]);
  },
} as const satisfies Record<string, (folder: string) => Restore>;

/** A post like the middle one, under an address of its own. */
export function postLikeMiddle(folder: string, slug: string): string {
  const [middle = ''] = postsAt(folder, 1);
  return postLike(middle, { slug });
}

function postLike(model: string, fields: Readonly<Record<string, string>>): string {
  const { data, content } = matter(readFileSync(model, 'utf8'));
  return matter.stringify(content, { ...data, ...fields, draft: false });
}

/** Adds posts of the newest day, like posts at equal distances. */
function addPosts(folder: string, count: number): readonly Restore[] {
  const date = newestDay(folder);
  return postsAt(folder, count).map((model, at) => {
    const slug = `bench-added-${String(at)}`;
    const file = path.join(folder, `${slug}.md`);
    writeFileSync(file, postLike(model, { slug, date }));
    return () => rmSync(file);
  });
}

function lengthen(file: string): Restore {
  const bytes = readFileSync(file);
  appendFileSync(file, '\n\nOne more paragraph.\n');
  return () => writeFileSync(file, bytes);
}

function withdraw(file: string): Restore {
  const bytes = readFileSync(file);
  rmSync(file);
  return () => writeFileSync(file, bytes);
}

function together(restores: readonly Restore[]): Restore {
  return () => {
    for (const restore of restores) restore();
  };
}

/** The newest day that a post of a folder has: YYYY-MM-DD. */
function newestDay(folder: string): string {
  const days = postsIn(folder).map((file) => dayOf(readFileSync(file, 'utf8').slice(0, 4096)));
  return days.sort().at(-1) ?? '';
}

function dayOf(head: string): string {
  return /^date:\s*['"]?(\d{4}-\d{2}-\d{2})/m.exec(head)?.[1] ?? '';
}

/**
 * Posts at equal distances, by name, so that equal corpora give the same; one is the middle post.
 * @returns absolute paths.
 */
function postsAt(folder: string, count: number): readonly string[] {
  const posts = postsIn(folder);
  const step = posts.length / (count + 1);
  return Array.from({ length: count }, (_, at) => posts[Math.floor(step * (at + 1))] ?? '');
}

function postsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => path.join(folder, name));
}
