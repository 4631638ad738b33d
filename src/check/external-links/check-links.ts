import { addToGroup } from '../../shared/group-by.ts';
import { setTimeout as wait } from 'node:timers/promises';
import type { Problem } from '../../content/problem.ts';
import type { ExternalLinks } from './collect-links.ts';
import { LinkCache, type LinkState } from './link-cache.ts';

/** How other hosts are asked. */
export interface LinkCheckOptions {
  /** Absolute path of the file that keeps answers for later runs. */
  readonly cacheFile: string;
  readonly now: Date;
  /** Hosts asked at the same time; requests to one host follow each other. @default 8 */
  readonly hosts?: number;
  /** Pause between two requests to one host. @default 500 */
  readonly delayMs?: number;
  /** @default 15000 */
  readonly timeoutMs?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Tells hosts who asks. */
const headers = { 'user-agent': 'Inkstone link check', accept: '*/*' };

/**
 * Asks other hosts whether linked pages still exist: one request at a time to a host, with a pause
 * between, HEAD before GET. Answers are kept: for a week if the page exists, else for a day.
 */
export async function checkExternalLinks(
  links: ExternalLinks,
  { cacheFile, now, hosts = 8, delayMs = 500, timeoutMs = 15_000, onProgress }: LinkCheckOptions,
): Promise<readonly Problem[]> {
  const cache = new LinkCache(cacheFile, now);
  const states = new Map<string, LinkState>();
  const byHost = new Map<string, string[]>();
  for (const href of links.keys()) {
    const known = cache.get(href);
    if (known) states.set(href, known);
    else addToGroup(byHost, new URL(href).host, href);
  }
  const queues = [...byHost.values()];
  const askHosts = async (): Promise<void> => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      for (const [index, href] of queue.entries()) {
        if (index > 0) await wait(delayMs);
        const state = await ask(href, timeoutMs);
        states.set(href, state);
        cache.set(href, state);
        onProgress?.(states.size, links.size);
      }
      // An interrupted run keeps the answers so far.
      cache.save();
    }
  };
  await Promise.all(Array.from({ length: hosts }, askHosts));
  cache.save();
  return [...links].flatMap(([href, places]) => {
    const wording = wordingOf(states.get(href));
    return wording ? places.map((place) => ({ ...place, ...wording(href) })) : [];
  });
}

async function ask(href: string, timeoutMs: number): Promise<LinkState> {
  const head = await request(href, 'HEAD', timeoutMs);
  // Many hosts refuse HEAD in some way, so only success counts.
  if (typeof head === 'number' && head < 400) return { kind: 'ok', status: head };
  const answer = await request(href, 'GET', timeoutMs);
  if (typeof answer === 'string') return { kind: 'failed', reason: answer };
  if (answer < 400) return { kind: 'ok', status: answer };
  return { kind: answer === 404 || answer === 410 ? 'gone' : 'unclear', status: answer };
}

/** @returns the HTTP status, or why there is none. */
async function request(
  href: string,
  method: 'HEAD' | 'GET',
  timeoutMs: number,
): Promise<number | string> {
  try {
    const response = await fetch(href, {
      method,
      headers,
      redirect: 'follow',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    if (error.name === 'TimeoutError') return 'no answer in time';
    const cause = error.cause as { code?: string; message?: string } | undefined;
    return cause?.code ?? cause?.message ?? error.message;
  }
}

type Wording = (href: string) => Omit<Problem, 'file' | 'line'>;

function wordingOf(state: LinkState | undefined): Wording | undefined {
  if (!state || state.kind === 'ok') return undefined;
  if (state.kind === 'gone') {
    return (href) => ({
      code: 'external-link-gone',
      message: `${href} is gone (${state.status}).`,
      hint: 'Link to its new address or to an archived copy.',
      severity: 'warning',
    });
  }
  const reason = state.kind === 'failed' ? state.reason : `status ${state.status}`;
  return (href) => ({
    code: 'external-link-unclear',
    message: `${href} could not be checked: ${reason}.`,
    hint: 'Open it in a browser; some hosts answer browsers only.',
    severity: 'notice',
  });
}
