import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Marks a folder as written by Inkstone: a build replaces no folder without this file. */
export const markerFile = '.inkstone';

/** What a site holds that is not for everybody. */
export interface Preview {
  readonly drafts: boolean;
  readonly future: boolean;
}

const notes = { drafts: 'Built with --drafts.', future: 'Built with --future.' } as const;
/** Markers without it, such as those of earlier versions, do not say what the site holds. */
const isPublic = 'For everybody.';
const kinds = ['drafts', 'future'] as const;

/** The text of the marker: it says how the site was built. */
export function markerText(preview: Preview): string {
  const held = kinds.filter((kind) => preview[kind]).map((kind) => notes[kind]);
  const lines = held.length > 0 ? held : [isPublic];
  const owner = 'This folder is written by Inkstone; each build replaces it as a whole.\n';
  return owner + lines.map((line) => `${line}\n`).join('');
}

/**
 * Says how a site was built.
 * @param output absolute path.
 * @returns undefined when there is no site that a build has finished, or it does not say how.
 */
export function readMarker(output: string): Preview | undefined {
  try {
    const lines = readFileSync(path.join(output, markerFile), 'utf8').split('\n');
    const preview = { drafts: lines.includes(notes.drafts), future: lines.includes(notes.future) };
    return preview.drafts || preview.future || lines.includes(isPublic) ? preview : undefined;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))) {
      return undefined;
    }
    throw error;
  }
}
