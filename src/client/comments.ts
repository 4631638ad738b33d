import type { CommentsSettings } from '../views/comments-settings.ts';
import { element } from './dom.ts';

type Theme = 'light' | 'dark';
type Settings<Provider> = Extract<CommentsSettings, { provider: Provider }>;

const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

function currentTheme(): Theme {
  return (root.dataset['theme'] ?? (systemDark.matches ? 'dark' : 'light')) as Theme;
}

/** Calls a function whenever the theme of the page changes, by a button or with the system. */
function followTheme(apply: () => void): void {
  new MutationObserver(apply).observe(root, { attributeFilter: ['data-theme'] });
  systemDark.addEventListener('change', apply);
}

/** Waits until a script or style has loaded. @throws {Error} when it cannot be loaded. */
function loaded(part: HTMLElement, place: Element): Promise<void> {
  return new Promise((resolve, reject) => {
    part.addEventListener('load', () => resolve());
    part.addEventListener('error', () => {
      part.remove();
      reject(new Error('not loaded'));
    });
    place.append(part);
  });
}

/** Where giscus's own script keeps the session of a reader who has signed in, as JSON. */
const sessionKey = 'giscus-session';

/** The page's address as giscus gets it, and as readers come back to it. */
function plainAddress(): URL {
  const url = new URL(location.href);
  url.searchParams.delete('giscus');
  url.hash = '';
  return url;
}

/**
 * Keeps the session that GitHub's sign-in adds to the address.
 * @returns whether there was one: this reader has opened the comments before.
 */
function keepSession(): boolean {
  const session = new URL(location.href).searchParams.get('giscus');
  if (session === null) return false;
  history.replaceState(history.state, '', plainAddress());
  try {
    localStorage.setItem(sessionKey, JSON.stringify(session));
  } catch {
    // Storage is blocked: the reader stays signed out.
  }
  return true;
}

function keptSession(): string {
  try {
    const session: unknown = JSON.parse(localStorage.getItem(sessionKey) ?? '""');
    return typeof session === 'string' ? session : '';
  } catch {
    return '';
  }
}

/** @returns whether there was one. */
function forgetSession(): boolean {
  const had = keptSession() !== '';
  if (had) localStorage.removeItem(sessionKey);
  return had;
}

/** Names the discussion of a page as giscus's own script does. */
const termOf = {
  pathname: () =>
    location.pathname.length < 2 ? 'index' : location.pathname.slice(1).replace(/\.\w+$/, ''),
  url: () => plainAddress().href,
  title: () => document.title,
} as const;

/** What the frame of giscus says. */
interface GiscusMessage {
  readonly resizeHeight?: number;
  readonly signOut?: boolean;
  readonly error?: string;
}

/**
 * Opens giscus in a frame. Its own script is not loaded, so that no code of another host runs on
 * the page; the frame speaks with any page (https://github.com/giscus/giscus-component).
 */
async function openGiscus(box: HTMLElement, settings: Settings<'giscus'>): Promise<void> {
  const { host, lang, mapping, query } = settings;
  const { origin } = new URL(host);
  const address = (): string => {
    const description = document.querySelector<HTMLMetaElement>('meta[property="og:description"]');
    const page = {
      origin: plainAddress().href,
      backLink: plainAddress().href,
      session: keptSession(),
      term: termOf[mapping](),
      theme: currentTheme(),
      description: description?.content ?? '',
    };
    return `${host}/${lang}/widget?${String(new URLSearchParams({ ...query, ...page }))}`;
  };
  const frame = element('iframe', {
    class: 'comments-frame',
    title: box.dataset['title'] ?? '',
    allow: 'clipboard-write',
    scrolling: 'no',
    src: address(),
  });
  addEventListener('message', ({ source, origin: from, data }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow || from !== origin) return;
    const { giscus } = (data ?? {}) as { readonly giscus?: GiscusMessage };
    if (!giscus) return;
    if (giscus.resizeHeight) frame.style.blockSize = `${giscus.resizeHeight}px`;
    const isRefused = /bad credentials|invalid state|state has expired/i.test(giscus.error ?? '');
    if ((giscus.signOut || isRefused) && forgetSession()) frame.src = address();
  });
  followTheme(() =>
    frame.contentWindow?.postMessage({ giscus: { setConfig: { theme: currentTheme() } } }, origin),
  );
  await loaded(frame, box);
}

/** The part of Waline's client that is used here (https://waline.js.org/reference/client/api). */
interface Waline {
  readonly init: (options: Readonly<Record<string, unknown>>) => unknown;
}

let failures = 0;

/** Opens Waline. Its colours follow those of the site (`styles/comments.css`). */
async function openWaline(box: HTMLElement, settings: Settings<'waline'>): Promise<void> {
  const { serverURL, lang, script, style } = settings;
  await loaded(element('link', { rel: 'stylesheet', href: style }), document.head);
  let waline: Waline;
  try {
    waline = (await import(failures === 0 ? script : `${script}#${failures}`)) as Waline;
  } catch (error) {
    // A failed `import()` is cached under its address.
    failures++;
    throw error;
  }
  // Avatars that the policy does not allow leave a gap rather than the sign of a broken picture.
  const hide = ({ target }: Event): void => {
    if (target instanceof HTMLImageElement) target.style.visibility = 'hidden';
  };
  box.addEventListener('error', hide, true);
  // Emoji and searched pictures would come from further hosts.
  waline.init({ el: box, serverURL, lang, emoji: false, search: false });
}

async function openScript(box: HTMLElement, settings: Settings<'script'>): Promise<void> {
  const { src, attributes, mount } = settings;
  if (mount !== undefined) box.replaceChildren(element('div', { id: mount }));
  await loaded(element('script', { async: true, ...attributes, src }), box);
}

function open(box: HTMLElement, settings: CommentsSettings): Promise<void> {
  switch (settings.provider) {
    case 'giscus':
      return openGiscus(box, settings);
    case 'waline':
      return openWaline(box, settings);
    case 'script':
      return openScript(box, settings);
  }
}

/** Shows the button of a page's comments. Nothing is asked of another host before it is used. */
function start(section: HTMLElement): void {
  const button = section.querySelector('button');
  const opener = button?.parentElement;
  const failed = section.querySelector<HTMLElement>('[role="alert"]');
  if (!button || !opener || !failed) return;
  // `comments.njk` wrote it from the typed view in the same build.
  const settings = JSON.parse(section.dataset['comments'] ?? '') as CommentsSettings;
  const show = (): void => {
    const title = section.querySelector('h2')?.textContent ?? '';
    const box = element('div', { class: 'comments-box', tabindex: '-1', 'data-title': title });
    button.disabled = true;
    failed.hidden = true;
    opener.after(box);
    open(box, settings).then(
      () => {
        opener.hidden = true;
        box.focus({ preventScroll: true });
      },
      () => {
        box.remove();
        button.disabled = false;
        failed.hidden = false;
      },
    );
  };
  button.addEventListener('click', show);
  button.hidden = false;
  section.hidden = false;
  if (settings.provider === 'giscus' && keepSession()) show();
}

const section = document.querySelector<HTMLElement>('[data-comments]');
if (section) start(section);
