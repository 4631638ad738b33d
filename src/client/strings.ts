import type { ScriptStrings } from '../i18n/ui.ts';

/** The interface strings in the page's JSON block. Without it, scripts do nothing. */
export function readStrings(): ScriptStrings | undefined {
  const text = document.getElementById('ui_strings')?.textContent;
  // `base.njk` wrote it from the typed catalogue in the same build.
  return text ? (JSON.parse(text) as ScriptStrings) : undefined;
}
