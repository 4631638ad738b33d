import type { ScriptStrings } from '../i18n/ui.ts';

/**
 * The interface strings that the page carries for scripts; a page without them leaves the scripts
 * off.
 */
export function readStrings(): ScriptStrings | undefined {
  const text = document.getElementById('ui_strings')?.textContent;
  // Written by base.njk from the typed catalogue of the same build.
  return text ? (JSON.parse(text) as ScriptStrings) : undefined;
}
