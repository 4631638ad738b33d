/** The page a post was made from. */
export interface SourceView {
  readonly url: string;
  /** e.g. `youtube.com`. */
  readonly host: string;
  readonly channel?: string;
  /** Set for YouTube: 11 characters, safe in URLs. */
  readonly youtubeId?: string;
  /** Seconds into the video, when the source URL says so. */
  readonly start?: number;
}

/**
 * Describes the page that a post was made from. For YouTube, the video id and the start (`t=83`,
 * `t=1m23s`, `start=83`) are read.
 * @param url http(s), as checked by the front matter schema.
 */
export function sourceView(url: string, channel: string | undefined): SourceView {
  const parsed = new URL(url);
  const host = parsed.hostname.replace(/^(?:www|m)\./, '');
  const youtubeId = readYoutubeId(parsed, host);
  const start = readStart(parsed.searchParams.get('t') ?? parsed.searchParams.get('start'));
  return {
    url,
    host,
    ...(channel !== undefined && { channel }),
    ...(youtubeId !== undefined && { youtubeId }),
    ...(youtubeId !== undefined && start !== undefined && { start }),
  };
}

function readYoutubeId(url: URL, host: string): string | undefined {
  const [, first = '', second = ''] = url.pathname.split('/');
  let id: string | null | undefined;
  if (host === 'youtu.be') id = first;
  else if (host === 'youtube.com' || host === 'youtube-nocookie.com') {
    id = ['embed', 'shorts', 'live', 'v'].includes(first) ? second : url.searchParams.get('v');
  }
  return id && /^[\w-]{11}$/.test(id) ? id : undefined;
}

function readStart(text: string | null): number | undefined {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text ?? '');
  if (!text || !match) return undefined;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
