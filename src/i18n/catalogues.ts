import { en } from './en.ts';
import type { Ui } from './ui.ts';
import { zh } from './zh.ts';
import { zhHant } from './zh-hant.ts';

const catalogues: Readonly<Record<string, Ui>> = { 'zh-Hans': zh, 'zh-Hant': zhHant, en };

/** The catalogue of a language; else of its script; else simplified Chinese. */
export function uiFor(language: string): Ui {
  return catalogues[language] ?? (language.startsWith('en') ? en : zh);
}
