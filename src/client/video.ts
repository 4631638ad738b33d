import type { ScriptStrings } from '../i18n/ui.ts';
import { all, announce, element } from './dom.ts';

const host = 'https://www.youtube-nocookie.com';

/** Loads the YouTube player only when the reader asks for it. */
export function initVideo(strings: ScriptStrings): void {
  for (const button of all<HTMLButtonElement>('button[data-video]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const frame = openPlayer(button);
      announce(strings.videoPlaying);
      followTimestamps(frame, button.dataset['video'] ?? '');
    });
  }
}

function playerUrl(id: string, start: number): string {
  const url = new URL(`/embed/${encodeURIComponent(id)}`, host);
  url.searchParams.set('autoplay', '1');
  if (start > 0) url.searchParams.set('start', String(start));
  return url.href;
}

function openPlayer(button: HTMLButtonElement): HTMLIFrameElement {
  const { title = '', video = '', start = 0 } = button.dataset;
  const frame = element('iframe', {
    class: 'source-frame',
    title,
    allow: 'autoplay; encrypted-media; fullscreen; picture-in-picture',
    allowfullscreen: true,
    // YouTube does not play on pages that send no referrer.
    referrerpolicy: 'strict-origin-when-cross-origin',
    width: '1600',
    height: '900',
    tabindex: '-1',
    src: playerUrl(video, Number(start)),
  });
  button.replaceWith(frame);
  frame.focus();
  return frame;
}

/**
 * While the player is open, time stamps of the same video control it instead of leaving the page.
 */
function followTimestamps(frame: HTMLIFrameElement, id: string): void {
  document.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element))
      return;
    const link = event.target.closest<HTMLAnchorElement>('a.timestamp');
    if (!link) return;
    const url = new URL(link.href);
    if (url.searchParams.get('v') !== id) return;
    event.preventDefault();
    frame.src = playerUrl(id, Number.parseInt(url.searchParams.get('t') ?? '0', 10));
    frame.scrollIntoView({ block: 'nearest' });
  });
}
