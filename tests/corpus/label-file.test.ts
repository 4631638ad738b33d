import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAliases } from '../../src/corpus/alias-file.ts';
import { withLabels } from '../../src/corpus/aliases.ts';
import { buildCorpus, type Corpus } from '../../src/corpus/corpus.ts';
import { parseLabels, strayLabels } from '../../src/corpus/label-file.ts';
import type { Problem } from '../../src/content/problem.ts';
import { corpusOptions, makeArticle } from '../support/articles.ts';

const articles = [
  makeArticle({ terms: { area: ['tech-engineering'], person: ['Ada'], tag: ['css'] } }),
  makeArticle({ slug: 'b', terms: { area: ['Tech Engineering', 'arts'], speaker: ['Bob'] } }),
  makeArticle({ slug: 'c', visibility: 'unlisted', terms: { tag: ['secret'] } }),
];

function corpusWith(labels: string, aliases = ''): Corpus {
  const table = withLabels(
    parseAliases(aliases, 'aliases.yaml').table,
    parseLabels(labels, 'labels.yaml').labels,
  );
  return buildCorpus(articles, { ...corpusOptions(1), aliases: table });
}

const said = (problems: readonly Problem[]) =>
  problems.map(({ line, code, message, hint = '', severity }) => {
    assert.equal(severity, code.startsWith('yaml') ? 'error' : 'warning');
    return `${String(line)} ${code}: ${message} ${hint}`;
  });
const problemsOf = (yaml: string) => {
  const file = parseLabels(yaml, 'labels.yaml');
  return said([...file.problems, ...strayLabels(file, corpusWith(yaml))]);
};

describe('labels of terms', () => {
  it('are shown; key and address stay', () => {
    const plain = corpusWith('').terms.area.find('tech-engineering');
    const term = corpusWith('area: { tech engineering: 科技与工程 }').terms.area.find(
      'tech-engineering',
    );
    assert.ok(plain && term);
    assert.equal(term.name, '科技与工程');
    assert.deepEqual([term.key, term.slug], [plain.key, plain.slug]);
    assert.equal(term.spelling, plain.name);
    assert.equal(term.sortKey, 'ke ji yu gong cheng');
  });

  it('are for any spelling that aliases know, and for the speaker that a person is', () => {
    const { terms } = corpusWith(
      'area: { 技术: 科技 }\nperson: { Bob: 鲍勃 }',
      'area: { tech-engineering: [技术] }',
    );
    assert.equal(terms.area.find('Tech Engineering')?.name, '科技');
    assert.equal(terms.speaker.find('Bob')?.name, '鲍勃');
  });

  it('are warnings where no post has the term, or the type is none', () => {
    assert.deepEqual(problemsOf('aera: { arts: 艺术 }\n'), [
      '1 label-section: "aera" is no type of term. Did you mean "area"?',
    ]);
    assert.deepEqual(problemsOf('area:\n  arts: 艺术\n  tech-enginering: 科技\n'), [
      '3 label-unused: No post has "tech-enginering" (area). Did you mean "Tech Engineering"?',
    ]);
    assert.deepEqual(problemsOf('tag: { secret: 秘密 }\nperson: { Bob: 鲍勃 }\n'), []);
  });

  it('are warnings where they have another shape or are taken', () => {
    assert.match(problemsOf('- a\n')[0] ?? '', /^1 label-shape: The file of labels is no mapping/);
    assert.match(problemsOf('tag: [css]\n')[0] ?? '', /^1 label-shape: "tag" must be a mapping/);
    assert.match(problemsOf('tag:\n  css: [a]\n')[0] ?? '', /^2 label-shape: "tag" › "css" must/);
    assert.match(problemsOf('tag:\n  css:\n')[0] ?? '', /^2 label-shape: /);
    assert.match(problemsOf('tag:\n  css: [a\n')[0] ?? '', /^[23] yaml-syntax: /);
    assert.deepEqual(problemsOf('area:\n  tech-engineering: arts\n'), [
      '2 label-taken: "arts" (area) is shown as "arts" too. ' +
        'Give one of them another label, or make them one in aliases.yaml.',
    ]);
    assert.deepEqual(problemsOf(''), []);
  });
});
