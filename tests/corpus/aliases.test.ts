import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkAliases } from '../../src/corpus/alias-conflicts.ts';
import { createAliasTable, noAliases } from '../../src/corpus/aliases.ts';
import type { AliasGroup, AliasSection } from '../../src/corpus/aliases.ts';

const group = (section: AliasSection, name: string, ...aliases: string[]): AliasGroup => ({
  section,
  name,
  aliases,
});

describe('createAliasTable', () => {
  const table = createAliasTable([
    group('all', 'AI', '人工智能'),
    group('person', 'Sam Altman', '山姆·奥特曼'),
    group('organisation', 'OpenAI', '开放人工智能'),
    group('media', 'Mercury', '水星'),
    group('product', 'mercury 2', '水星'),
  ]);

  it('knows a name by any spelling of it, in its own section only', () => {
    assert.equal(table.keyOf('organisation', '开放 人工智能'), 'openai');
    assert.equal(table.keyOf('organisation', 'ＯＰＥＮＡＩ'), 'openai');
    assert.equal(table.keyOf('tag', '开放人工智能'), '开放人工智能');
    assert.equal(table.nameOf('organisation', 'openai'), 'OpenAI');
    assert.deepEqual(table.aliasesOf('organisation', 'openai'), ['开放人工智能']);
    assert.equal(table.nameOf('tag', 'openai'), undefined);
  });

  it('takes `all` for every type, and people and speakers for one', () => {
    assert.equal(table.keyOf('tag', '人工智能'), 'ai');
    assert.equal(table.keyOf('product', '人工智能'), 'ai');
    assert.equal(table.keyOf('speaker', '山姆·奥特曼'), 'samaltman');
    assert.equal(table.nameOf('speaker', 'samaltman'), 'Sam Altman');
  });

  it('finds what a name of unknown type means, unless two types disagree', () => {
    assert.equal(table.keyOfAny('山姆奥特曼'), 'samaltman');
    assert.equal(table.nameOfAny('samaltman'), 'Sam Altman');
    assert.equal(table.keyOfAny('人工智能'), 'ai');
    assert.equal(table.keyOfAny('水星'), '水星');
  });

  it('knows nothing without groups', () => {
    assert.equal(noAliases().keyOf('tag', 'AI Tools'), 'aitools');
    assert.deepEqual(noAliases().aliasesOf('tag', 'aitools'), []);
  });
});

describe('an alias table', () => {
  const name = fc.constantFrom('A', 'a', 'B', 'b', 'C', '甲', '乙', '丙', '《甲》', ' ', '—');
  const groups = fc.array(
    fc.record({
      section: fc.constantFrom<AliasSection>('all', 'person', 'speaker', 'tag'),
      name,
      aliases: fc.array(name, { maxLength: 3 }),
    }),
    { maxLength: 6 },
  );
  const names = ['A', 'B', 'C', '甲', '乙', '丙', '—'];
  const types = ['person', 'speaker', 'tag', 'media'] as const;

  it('does not depend on the order of its lines, contradictions included', () => {
    const shuffled = groups.chain((own) =>
      fc.tuple(fc.constant(own), fc.shuffledSubarray(own, { minLength: own.length })),
    );
    const meaning = (own: readonly AliasGroup[]) => {
      const table = createAliasTable(checkAliases(own).groups);
      return types.flatMap((type) =>
        names.map((spelling) => {
          const key = table.keyOf(type, spelling);
          return [
            type,
            spelling,
            key,
            table.nameOf(type, key),
            [...table.aliasesOf(type, key)].sort(),
          ];
        }),
      );
    };
    fc.assert(
      fc.property(shuffled, ([own, other]) => {
        assert.deepEqual(meaning(own), meaning(other));
      }),
      { numRuns: 2000 },
    );
  });

  it('is idempotent: the name of an identity has that identity', () => {
    fc.assert(
      fc.property(groups, (own) => {
        const table = createAliasTable(checkAliases(own).groups);
        for (const type of types) {
          for (const spelling of names) {
            const key = table.keyOf(type, spelling);
            assert.equal(table.keyOf(type, key), key);
            assert.equal(table.keyOf(type, table.nameOf(type, key) ?? key), key);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reports nothing of groups that say nothing twice', () => {
    const sound = [group('all', 'A', '甲'), group('tag', 'A', '乙'), group('person', 'B', '乙')];
    assert.deepEqual(checkAliases(sound), { groups: sound, conflicts: [] });
  });
});
