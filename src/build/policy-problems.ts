import { weakSources, type CspDirective } from '../config/services.ts';
import { settingsFile, type SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';

/** Warns of sources in the setting `csp` that open the policy for everyone. */
export function policyProblems({ csp }: Pick<SiteConfig, 'csp'>): readonly Problem[] {
  return weakSources(csp).map(([directive, source]) => ({
    file: settingsFile,
    code: 'csp-weak',
    message: `csp.${directive} ${source} ${effectOf(directive, source)}.`,
    hint: 'Name the hosts that pages need, or put styles and scripts into styles/ and static/.',
    severity: 'warning',
  }));
}

function effectOf(directive: CspDirective, source: string): string {
  if (directive === 'style-src') return 'lets whatever gets into a page style it, and read from it';
  if (source.startsWith("'")) return 'lets scripts run any text as code';
  return 'lets scripts of any host run on every page';
}
