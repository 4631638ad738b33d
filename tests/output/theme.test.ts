import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parseSiteConfig, type SiteConfigInput } from '../../src/config/site-config.ts';
import type { Problem } from '../../src/content/problem.ts';
import { bundleClient } from '../../src/output/bundle-client.ts';
import { themeRule } from '../../src/output/theme.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const lookOf = (theme: SiteConfigInput['theme'], font: 'sans' | 'serif' = 'serif') =>
  parseSiteConfig({ title: '站', url: 'https://example.com', font, theme });

/** The style of a site, and the warnings. */
async function bundled(
  theme: SiteConfigInput['theme'],
  stylesDir?: string,
): Promise<{ readonly css: string; readonly problems: readonly string[] }> {
  const outputDir = temporaryFolder();
  const problems: Problem[] = [];
  const { css } = await bundleClient({
    ...{ outputDir, pathPrefix: '/', look: lookOf(theme) },
    ...(stylesDir !== undefined && { stylesDir }),
    onProblem: (problem) => problems.push(problem),
  });
  return {
    css: readFileSync(path.join(outputDir, css), 'utf8'),
    problems: problems.map(({ code, message }) => `${code} ${message}`),
  };
}

describe('the theme of the settings', () => {
  it('stands in a layer above the tokens and below all others', async () => {
    const stylesDir = path.join(temporaryFolder(), 'styles');
    writeFiles(stylesDir, { 'own.css': ':root { --measure: 30em }' });
    const { css, problems } = await bundled(
      { accent: { light: '#1f5fa2', dark: '#8fb8e5' }, measure: '34em' },
      stylesDir,
    );
    assert.ok(css.startsWith('@layer tokens,theme,'), css.slice(0, 100));
    assert.match(css, /@layer theme\{:root\{--accent: ?light-dark\(#1f5fa2, ?#8fb8e5\);/);
    assert.match(css, /@layer theme\{[^}]*--measure: ?34em\}/);
    const [site, base] = [css.indexOf('@layer site{'), css.indexOf('@layer base{')];
    assert.ok(base > 0 && site > base);
    assert.deepEqual(problems, []);
  });

  it('changes nothing where it says nothing', async () => {
    const [none, empty] = [await bundled(undefined), await bundled({ fonts: {} })];
    assert.equal(none.css, empty.css);
    assert.ok(!none.css.includes('layer theme'));
  });

  it('puts fonts before the usual ones', () => {
    const fonts = { text: 'LXGW WenKai, "Songti SC",serif', latin: "'Charter'" };
    assert.equal(
      themeRule(lookOf({ fonts })),
      ":root { --text-font: 'LXGW WenKai', 'Songti SC', serif, var(--serif); " +
        "--latin: 'Charter', var(--han-serif), serif; }",
    );
    assert.match(themeRule(lookOf({ fonts }, 'sans')), /var\(--sans\); .*var\(--han-sans\), sans/);
  });

  it('warns of an accent that is hard to read on the paper', async () => {
    const { problems } = await bundled({ accent: '#1f5fa2' });
    assert.equal(problems.length, 1);
    assert.match(
      problems[0] ?? '',
      /^theme-contrast theme.accent #1f5fa2 has a contrast of [\d.]+:1 on the dark paper; text/,
    );
    const other = await bundled({ accent: { light: 'rgb(200 200 200)', dark: '#8fb8e5' } });
    assert.match(other.problems[0] ?? '', /on the light paper/);
  });

  it('refuses what could end the declaration, or is no such value', () => {
    for (const theme of [
      { accent: 'red; } body { display: none' },
      { accent: { light: '#fff' } },
      { accent: { light: '#fff', dark: 'blau' } },
      { measure: '34' },
      { measure: '0em' },
      { measure: '34em; --x: y' },
      { measure: 'calc(1em)' },
      { measure: '30em\n' },
      { fonts: { text: "a'; } x" } },
      { fonts: { text: 'a, ' } },
      { fonts: { text: 'a\\' } },
      { fonts: { latin: 'url(x)' } },
      { fonts: { latin: '\'a"' } },
      { fonts: { latin: 'a\nb' } },
      { colour: '#fff' },
    ]) {
      const input = theme as SiteConfigInput['theme'];
      assert.throws(() => lookOf(input), /^SettingsError|theme\./, JSON.stringify(theme));
    }
  });
});
