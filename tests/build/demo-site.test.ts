import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { loadConfig } from '../../src/cli/load-config.ts';
import type { SiteConfig } from '../../src/config/site-config.ts';
import type { BuildReport } from '../../src/report/types.ts';
import { buildSound, readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import type { FolderContent } from '../support/build-site.ts';
import { attribute, elementsOf, textOf } from '../support/html-tree.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { walkLinks } from '../support/link-walker.ts';

describe('the demo site', () => {
  let site: FolderContent;
  let report: BuildReport;
  let config: SiteConfig;
  let output: string;
  const now = new Date('2026-12-01T04:00:00Z');

  before(async () => {
    config = await loadConfig(path.join(projectDir, 'site.config.ts'));
    ({ report, output } = await buildSound(path.join(projectDir, 'posts'), { now }, config));
    site = readFolder(output);
  });

  const text = (file: string): string => {
    const bytes = site.get(file);
    assert.ok(bytes, `${file} was not built.`);
    return bytes.toString('utf8');
  };

  it('has what the report says, and no problem', () => {
    assert.deepEqual(report.problems, []);
    assert.ok(report.posts >= 14);
    assert.equal(report.files, site.size - 1, 'all files but the marker');
    assert.equal(htmlFiles(site).length, report.pages);
    assert.ok(report.drafts >= 1 && report.excluded >= 1);
  });

  it('has every kind of page', () => {
    for (const file of [
      'index.html',
      '404.html',
      'about/index.html',
      'archive/index.html',
      'tags/index.html',
      'areas/index.html',
      'projects/index.html',
      'categories/index.html',
      'series/index.html',
      'speakers/index.html',
      'robots.txt',
      '_headers',
    ]) {
      assert.ok(site.has(file), file);
    }
    for (const folder of [
      'posts',
      'tags',
      'areas',
      'projects',
      'categories',
      'series',
      'archive',
    ]) {
      assert.ok(
        htmlFiles(site).some((file) => file.startsWith(`${folder}/`) && file.split('/').length > 2),
        folder,
      );
    }
    assert.ok(htmlFiles(site).some((file) => text(file).includes('class="post post-book"')));
  });

  it('leaves no marker, no template syntax and no missing value', () => {
    for (const file of htmlFiles(site)) {
      const html = text(file);
      assert.ok(!html.includes('inkstone:body'), file);
      // One article has braces in its title: text that must stay as it is.
      for (const element of elementsOf(html)) {
        for (const { value } of element.attrs) {
          assert.doesNotMatch(
            value,
            /undefined|\[object |NaN|\{%|\{\{(?! 模板)/,
            `${file} ${element.tagName}`,
          );
        }
      }
      const title = elementsOf(html).find(({ tagName }) => tagName === 'title');
      assert.ok(title && textOf(title).trim() !== '', file);
    }
  });

  it('links only to what is there, and every id is unique', () => {
    const { pages, links, problems } = walkLinks(site, { siteUrl: config.url });
    assert.deepEqual(problems, []);
    assert.equal(pages, report.pages);
    assert.ok(links > 20 * pages);
  });

  it('is valid HTML', async () => {
    assert.deepEqual(await htmlProblems(site, htmlFiles(site)), []);
  });

  it('has one h1, a language, a description and a canonical address on every page', () => {
    const canonicals = new Set<string>();
    for (const file of pageFiles(site)) {
      const elements = elementsOf(text(file));
      const all = (tagName: string, name: string, value: string) =>
        elements.filter(
          (element) => element.tagName === tagName && attribute(element, name) === value,
        );
      assert.equal(elements.filter(({ tagName }) => tagName === 'h1').length, 1, file);
      assert.ok(attribute(elements[0] ?? assert.fail(file), 'lang'), file);
      assert.equal(all('meta', 'name', 'description').length, 1, file);
      const canonical =
        attribute(all('link', 'rel', 'canonical')[0] ?? assert.fail(file), 'href') ?? '';
      assert.ok(canonical.startsWith(`${config.url}/`), file);
      assert.equal(
        attribute(all('meta', 'property', 'og:url')[0] ?? assert.fail(file), 'content'),
        canonical,
      );
      canonicals.add(canonical);
    }
    assert.equal(canonicals.size, pageFiles(site).length);
  });

  it('describes pages in JSON-LD that parses', () => {
    const types = new Map<string, number>();
    for (const file of htmlFiles(site)) {
      for (const element of elementsOf(text(file))) {
        if (attribute(element, 'type') !== 'application/ld+json') continue;
        const document = JSON.parse(textOf(element)) as { '@context': string; '@type': string };
        assert.equal(document['@context'], 'https://schema.org');
        types.set(document['@type'], (types.get(document['@type']) ?? 0) + 1);
      }
    }
    assert.equal(types.get('Article'), report.posts);
    assert.ok((types.get('BreadcrumbList') ?? 0) > report.posts);
  });

  it('runs no script and asks no host that its policy does not allow', () => {
    for (const file of htmlFiles(site)) {
      for (const element of elementsOf(text(file))) {
        for (const { name } of element.attrs) {
          assert.ok(
            !name.startsWith('on') && name !== 'style',
            `${file}: ${name} on ${element.tagName}`,
          );
        }
        const source = ['script', 'img', 'iframe', 'link'].includes(element.tagName)
          ? (attribute(element, 'src') ??
            (attribute(element, 'rel') === 'stylesheet' ? attribute(element, 'href') : undefined))
          : undefined;
        if (source !== undefined) assert.match(source, /^\/(?!\/)/, file);
      }
    }
  });

  it('has feeds that feed readers read, with links that resolve', () => {
    assert.equal(XMLValidator.validate(text('feed.xml')), true);
    const atom = parseAtomFeed(text('feed.xml'));
    const json = parseJsonFeed(text('feed.json'));
    const listed = report.posts - report.excluded;
    assert.equal(atom.entries?.length, Math.min(listed, config.feed.limit));
    assert.deepEqual(
      atom.entries?.map(({ id }) => id),
      json.items?.map(({ id }) => id),
    );
    for (const { url } of json.items ?? []) {
      const file = `${decodeURIComponent(new URL(url ?? '').pathname.slice(1))}index.html`;
      assert.ok(site.has(file), file);
    }
  });

  it('has a sitemap of every page that search engines may list', () => {
    assert.equal(XMLValidator.validate(text('sitemap.xml')), true);
    const { urlset } = new XMLParser().parse(text('sitemap.xml')) as {
      urlset: { url: { loc: string }[] };
    };
    const files = urlset.url.map(
      ({ loc }) => `${decodeURIComponent(new URL(loc).pathname.slice(1))}index.html`,
    );
    const indexed = pageFiles(site).filter(
      (file) => !text(file).includes('name="robots" content="noindex'),
    );
    assert.deepEqual(files.sort(), indexed.sort());
    assert.match(text('robots.txt'), /^Sitemap: \S+\/sitemap\.xml$/m);
  });

  it('replaces a published site as a whole', async () => {
    const { report: next } = await buildSound(
      path.join(projectDir, 'posts'),
      { now, outputDir: output, drafts: true },
      config,
    );
    assert.equal(next.drafts, 0);
    assert.equal(next.posts, report.posts + report.drafts);
    assert.equal(htmlFiles(readFolder(output)).length, next.pages);
  });
});

/** The pages that readers see: not those that only redirect. */
function pageFiles(content: FolderContent): string[] {
  return htmlFiles(content).filter(
    (file) => !String(content.get(file)).includes('http-equiv="refresh"'),
  );
}
