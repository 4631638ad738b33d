import { bilingualForms, malformedKinds } from './profile.ts';
import type { Prose } from './prose.ts';
import type { Random } from './random.ts';

/** A way in which a block departs from the correct markup. */
export type Malformation = keyof typeof malformedKinds;

/** The way one post writes its originals. */
export interface BilingualStyle {
  /** `html`: `<p class="english-text">`; `markdown`: Markdown straight inside `<details>`. */
  readonly markup: 'html' | 'markdown';
  readonly label: string;
  /** The "original" is Chinese. */
  readonly han: boolean;
  /**
   * What stands between the translation and `<details>`: a fifth of the posts write no blank line.
   */
  readonly separator: '\n' | '\n\n';
}

export function pickBilingualStyle(random: Random): BilingualStyle {
  const form = random.pickWeighted(bilingualForms);
  const [markup = '', ...label] = form.split(' ');
  return {
    markup: markup === 'html' ? 'html' : 'markdown',
    label: label.join(' '),
    han: form.endsWith('Chinese'),
    separator: random.chance(0.2) ? '\n' : '\n\n',
  };
}

export function pickMalformation(random: Random): Malformation {
  return random.pickWeighted(malformedKinds);
}

/** The original of about `characters` characters. */
export function originalText(style: BilingualStyle, characters: number, prose: Prose): string {
  return style.han ? prose.hanText(Math.ceil(characters / 3)) : prose.latinText(characters);
}

/** A `<details>` block around `original`, malformed if asked for. */
export function bilingualBlock(
  style: BilingualStyle,
  original: string,
  malformation?: Malformation,
): string {
  const label = `<summary>${style.label}</summary>`;
  const paragraph = `<p class="english-text">${original}</p>`;
  const body = style.markup === 'html' ? paragraph : `\n${original}`;
  switch (malformation) {
    case undefined:
      return `<details>\n${label}\n${body}\n</details>`;
    case 'paragraph unclosed':
      return `<details>\n${label}\n<p class="english-text"><p>${original}</p></details>`;
    case 'summary closed by details':
      return `<details>\n<summary>${style.label}</details>\n${body}\n</details>`;
    case 'summary closed by p':
      return `<details>\n<summary>${style.label}</p>\n${body}\n</details>`;
    case 'summary closed twice':
      return `<details>\n${label}</summary>\n${body}\n</details>`;
    case 'opened inside an open one':
      return `<details>\n<details>\n${label}\n${body}\n</details>`;
    case 'unclosed at the end':
      return `<details>\n${label}\n${body}`;
    case 'closed twice':
      return `<details>\n${label}\n${body}\n</details>\n</details>`;
    case 'misspelt tag':
      return `<details>\n${label}\n${body}\n</detais>`;
    case 'text glued to the end':
      return `<details>\n${label}\n${body}\n</details>\n${original.slice(0, 40)}`;
    case 'empty':
      return `<details>\n${label}\n</details>`;
  }
}
