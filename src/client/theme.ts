import type { ScriptStrings } from '../i18n/ui.ts';
import { actionButtons, announce, saveSetting } from './dom.ts';

type Theme = 'light' | 'dark';

const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

function systemTheme(): Theme {
  return systemDark.matches ? 'dark' : 'light';
}

function currentTheme(): Theme {
  const chosen = root.dataset['theme'];
  return chosen === 'light' || chosen === 'dark' ? chosen : systemTheme();
}

/**
 * Choosing the system's own theme clears the setting, so that the page follows the system again.
 */
function setTheme(theme: Theme): void {
  const follows = theme === systemTheme();
  if (follows) delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  saveSetting('theme', follows ? undefined : theme);
}

/** Wires the theme buttons. @returns a function that toggles the theme, for the keyboard. */
export function initTheme(strings: ScriptStrings): () => void {
  const toggle = (): void => {
    const theme = currentTheme() === 'dark' ? 'light' : 'dark';
    setTheme(theme);
    announce(theme === 'dark' ? strings.themeDark : strings.themeLight);
  };
  for (const button of actionButtons('theme')) button.addEventListener('click', toggle);
  return toggle;
}
