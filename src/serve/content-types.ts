import path from 'node:path';

interface ContentType {
  readonly type: string;
  /** Whether compression helps: true for text, false for formats that are compressed already. */
  readonly compressible: boolean;
}

const text = (type: string): ContentType => ({
  type: `${type}; charset=utf-8`,
  compressible: true,
});
const binary = (type: string): ContentType => ({ type, compressible: false });

/** By extension: all files that a build writes, and those that browsers show of linked ones. */
export const contentTypes: ReadonlyMap<string, ContentType> = new Map([
  ['.html', text('text/html')],
  ['.css', text('text/css')],
  ['.js', text('text/javascript')],
  ['.json', text('application/json')],
  ['.xml', text('application/xml')],
  ['.opml', text('text/x-opml')],
  ['.svg', { type: 'image/svg+xml', compressible: true }],
  ['.txt', text('text/plain')],
  ['.md', text('text/markdown')],
  ['.webmanifest', text('application/manifest+json')],
  ['.png', binary('image/png')],
  ['.jpg', binary('image/jpeg')],
  ['.jpeg', binary('image/jpeg')],
  ['.webp', binary('image/webp')],
  ['.gif', binary('image/gif')],
  ['.avif', binary('image/avif')],
  ['.pdf', binary('application/pdf')],
  ['.csv', text('text/csv')],
  ['.vtt', text('text/vtt')],
  ['.mp3', binary('audio/mpeg')],
  ['.mp4', binary('video/mp4')],
  ['.webm', binary('video/webm')],
  ['.ico', binary('image/x-icon')],
  ['.wasm', binary('application/wasm')],
  ['.bin', binary('application/octet-stream')],
]);

/** The content type of a file by its extension; unknown ones are `application/octet-stream`. */
export function contentTypeOf(file: string): ContentType {
  return contentTypes.get(path.extname(file).toLowerCase()) ?? binary('application/octet-stream');
}
