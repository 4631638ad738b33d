import { contrastOf, readColour } from '../config/css-colour.ts';
import { settingsFile, type SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';

/** What of a site's settings decides on its look. */
export type LookSettings = Pick<SiteConfig, 'font' | 'theme'>;

/** WCAG 1.4.3, for text of usual size. */
const leastContrast = 4.5;

/** Families that are no names of fonts, and stand without quotes. */
const genericFamily =
  /^(?:serif|sans-serif|monospace|cursive|fangsong|kai|system-ui|ui-(?:serif|sans-serif|rounded))$/;

/** The custom properties that the settings set, as a rule; '' if they set none. */
export function themeRule({ font, theme = {} }: LookSettings): string {
  const { accent, fonts, measure } = theme;
  const properties = {
    ...(accent !== undefined && {
      '--accent': `light-dark(${bothModes(accent).join(', ')})`,
    }),
    // What a font of one's own lacks, the usual ones have.
    ...(fonts?.text !== undefined && { '--text-font': `${families(fonts.text)}, var(--${font})` }),
    ...(fonts?.latin !== undefined && {
      '--latin':
        `${families(fonts.latin)}, var(--han-${font}), ` +
        (font === 'sans' ? 'sans-serif' : 'serif'),
    }),
    ...(measure !== undefined && { '--measure': measure }),
  };
  const lines = Object.entries(properties).map(([name, value]) => `${name}: ${value};`);
  return lines.length === 0 ? '' : `:root { ${lines.join(' ')} }`;
}

/**
 * Warns of an accent that is hard to read.
 * @param tokens the style that names the colours of the paper.
 */
export function themeProblems({ theme }: LookSettings, tokens: string): readonly Problem[] {
  if (theme?.accent === undefined) return [];
  const [, ...papers] = /--paper:\s*light-dark\(([^,]+),\s*([^)]+)\)/.exec(tokens) ?? [];
  return bothModes(theme.accent).flatMap((accent, index) => {
    const [one, two] = [readColour(accent), readColour(papers[index] ?? '')];
    const contrast = one && two ? contrastOf(one, two) : leastContrast;
    if (contrast >= leastContrast) return [];
    const mode = index === 0 ? 'light' : 'dark';
    const shown = Math.floor(contrast * 10) / 10;
    return {
      file: settingsFile,
      code: 'theme-contrast',
      message:
        `theme.accent ${accent} has a contrast of ${shown}:1 on the ${mode} paper; ` +
        `text needs ${leastContrast}:1.`,
      hint:
        `Take a ${mode === 'light' ? 'darker' : 'lighter'} colour ` +
        'there: accent: { light, dark }.',
      severity: 'warning',
    } satisfies Problem;
  });
}

type Accent = NonNullable<NonNullable<SiteConfig['theme']>['accent']>;

function bothModes(accent: Accent): readonly [string, string] {
  return typeof accent === 'string' ? [accent, accent] : [accent.light, accent.dark];
}

/** Quotes names of fonts. */
function families(list: string): string {
  return list
    .split(',')
    .map((name) => name.trim().replace(/^(['"])(.*)\1$/, '$2'))
    .map((name) => (genericFamily.test(name) ? name : `'${name}'`))
    .join(', ');
}
