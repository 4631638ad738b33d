import type { ScriptStrings } from '../i18n/ui.ts';
import { actionButtons, announce, saveSetting } from './dom.ts';

const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** Wires the theme buttons. @returns a function that toggles the theme, for the keyboard. */
export function initTheme(strings: ScriptStrings): () => void {
  const toggle = (): void => {
    const system = systemDark.matches ? 'dark' : 'light';
    const theme = (root.dataset['theme'] ?? system) === 'dark' ? 'light' : 'dark';
    // Choosing the system's own theme clears the setting: the page follows the system again.
    if (theme === system) delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    saveSetting('theme', root.dataset['theme']);
    announce(theme === 'dark' ? strings.themeDark : strings.themeLight);
  };
  for (const button of actionButtons('theme')) button.addEventListener('click', toggle);
  return toggle;
}
