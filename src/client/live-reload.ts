/**
 * Added to every page by the dev server: reloads the page when it has changed, and shows problems
 * over it. A script sets the styles, since the content security policy forbids inline ones.
 */

import { button, element } from './dom.ts';

interface Message {
  /** Paths of changed pages; absent when all may have changed. */
  readonly pages?: readonly string[];
  /** Text of the problems; empty when there are none. */
  readonly problems?: string;
}

let overlay: HTMLElement | undefined;

function showProblems(text: string): void {
  overlay?.remove();
  overlay = undefined;
  if (text === '') return;
  const message = element('pre', {}, text);
  const close = button({ 'aria-label': 'Close' }, () => showProblems(''), '×');
  overlay = element('div', { id: 'ui_problems', role: 'alert' }, message, close);
  Object.assign(overlay.style, {
    position: 'fixed',
    inset: 'auto 0 0 0',
    maxHeight: '50vh',
    overflow: 'auto',
    zIndex: '1000',
    padding: '1rem 3rem 1rem 1rem',
    background: '#2b1512',
    color: '#ffe9e4',
    borderTop: '3px solid #e5533d',
  });
  Object.assign(message.style, { margin: '0', whiteSpace: 'pre-wrap', font: '14px/1.5 monospace' });
  Object.assign(close.style, {
    position: 'absolute',
    top: '0.5rem',
    right: '0.75rem',
    font: '24px/1 sans-serif',
    color: 'inherit',
    background: 'none',
    border: '0',
  });
  document.body.append(overlay);
}

const events = new EventSource(`/~inkstone/events?page=${encodeURIComponent(location.pathname)}`);
let connected = false;
events.addEventListener('open', () => {
  // The server has restarted, so its pages may have changed.
  if (connected) location.reload();
  connected = true;
});
events.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const { pages, problems } = JSON.parse(data) as Message;
  if (problems !== undefined) showProblems(problems);
  const here = decodeURI(location.pathname);
  if (
    pages === undefined ? problems === undefined : pages.some((page) => decodeURI(page) === here)
  ) {
    location.reload();
  }
});
