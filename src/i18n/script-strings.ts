import type { ScriptStrings, Ui } from './ui.ts';

/** The strings that scripts need, of all that the interface says. */
export function scriptStrings({ script, keys, shortcuts, search }: Ui): ScriptStrings {
  return { ...script, keys, shortcuts, search: search.script.title };
}
