import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { termTypes } from '../../src/content/terms.ts';
import { loadAliases, parseAliases } from '../../src/corpus/alias-file.ts';
import { projectDir } from '../support/program.ts';

/** Problems, as `line code: message hint`. */
function problemsOf(yaml: string): string[] {
  return parseAliases(yaml, '_data/aliases.yaml').problems.map(
    ({ file, line, code, message, hint, severity }) => {
      assert.equal(file, '_data/aliases.yaml');
      assert.equal(severity, 'error');
      return `${line} ${code}: ${message} ${hint}`;
    },
  );
}

describe('parseAliases', () => {
  it('reads lists, single spellings, texts with commas, numbers and bare names', () => {
    const { table, problems } = parseAliases(
      [
        '# a comment',
        'organisation:',
        '  OpenAI: [开放人工智能, "Open AI, Inc."]',
        '  Nvidia: 英伟达、輝達',
        '  xAI:',
        'product:',
        '  4o: [2024]',
        'tag:',
      ].join('\n'),
      'aliases.yaml',
    );
    assert.deepEqual(problems, []);
    assert.equal(table.keyOf('organisation', 'Open AI Inc'), 'openai');
    assert.deepEqual(table.aliasesOf('organisation', 'nvidia'), ['英伟达', '輝達']);
    assert.equal(table.nameOf('organisation', 'xai'), 'xAI');
    assert.equal(table.keyOf('product', '2024'), '4o');
  });

  it('is content with an empty file', () => {
    assert.deepEqual(problemsOf(''), []);
    assert.deepEqual(problemsOf('# nothing yet\n'), []);
  });

  it('reports contradictions with line and hint', () => {
    assert.deepEqual(problemsOf('tag:\n  AI: [人工智能]\n  ML: [机器学习, 人工智能]\n'), [
      '3 alias-two-names: "人工智能" stands under "ML" and under "AI". Keep it under one of the two.',
    ]);
    assert.deepEqual(problemsOf('tag:\n  A: [B]\n  B: [C]\n'), [
      '2 alias-chain: "B" stands under "A", but is a name with spellings of its own. ' +
        'Put its spellings under "A" too, or take it out of that list.',
    ]);
    assert.deepEqual(problemsOf('tag:\n  A: [B]\n  B:\n    - A\n'), [
      '2 alias-cycle: "A" and "B" each stand under the other. Keep the line of the name ' +
        'that should be shown.',
      '4 alias-cycle: "B" and "A" each stand under the other. Keep the line of the name ' +
        'that should be shown.',
    ]);
    assert.deepEqual(problemsOf('person:\n  Bob Li: [李]\n  bob-li: [鲍勃]\n'), [
      '3 alias-repeated-name: "bob-li" is the same name as "Bob Li". Put the spellings of ' +
        'both lines into one.',
    ]);
    assert.deepEqual(problemsOf('tag:\n  A: [""]\n'), [
      '2 alias-empty: A spelling of "A" has no letters to know it by. Delete it, or write ' +
        'it with letters or digits.',
    ]);
  });

  it('sees a contradiction between people and speakers, and with `all`, once', () => {
    assert.deepEqual(
      problemsOf('person: { A: [甲] }\nspeaker: { B: [甲] }\n').map((text) => text.split(':')[0]),
      ['2 alias-two-names'],
    );
    assert.deepEqual(
      problemsOf('all: { A: [甲] }\nmedia: { B: [甲] }\n').map((text) => text.split(':')[0]),
      ['2 alias-two-names'],
    );
    assert.deepEqual(problemsOf('product: { A: [甲] }\nmedia: { B: [甲] }\n'), []);
  });

  it('reports what is no alias file, and keeps what is sound', () => {
    assert.deepEqual(problemsOf('people:\n  A: [B]\n'), [
      '1 alias-section: "people" is no type of term. Did you mean one of ' +
        `${['all', ...termTypes].join(', ')}?`,
    ]);
    assert.match(problemsOf('persn: {}')[0] ?? '', /^1 alias-section: .* Did you mean "person"\?$/);
    assert.match(problemsOf('- a\n')[0] ?? '', /^1 alias-shape: The alias file is no mapping\./);
    assert.match(
      problemsOf('tag:\n  A: { b: c }\n')[0] ?? '',
      /^2 alias-shape: "tag" › "A" must be/,
    );
    assert.match(problemsOf('tag:\n  A: [b\n')[0] ?? '', /^[23] yaml-syntax: /);
    assert.match(problemsOf('tag:\n\tA: [b]\n')[0] ?? '', /^2 yaml-syntax: .* Use spaces/);
    assert.match(problemsOf('tag:\n  A: [b]\n  A: [c]\n')[0] ?? '', /^3 yaml-duplicate-key: /);
    const { table } = parseAliases('tag: [x]\nperson: { Bob: [鲍勃] }\n', 'a.yaml');
    assert.equal(table.keyOf('person', '鲍勃'), 'bob');
  });
});

describe('loadAliases', () => {
  it('reads the file of the project without problems', async () => {
    const file = path.join(projectDir, '_data/aliases.yaml');
    const { table, problems } = await loadAliases({ file, label: 'aliases.yaml' });
    assert.deepEqual(problems, []);
    assert.equal(table.nameOf('person', table.keyOf('person', '高德纳')), 'Donald Knuth');
  });

  it('does without a file', async () => {
    const { table, problems } = await loadAliases({
      file: path.join(projectDir, 'no/such.yaml'),
      label: 'x',
    });
    assert.deepEqual(problems, []);
    assert.equal(table.keyOf('tag', 'A B'), 'ab');
  });
});
