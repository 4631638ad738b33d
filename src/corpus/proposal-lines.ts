import { dump } from 'js-yaml';
import type { TermType } from '../content/terms.ts';
import type { AliasTable } from './aliases.ts';
import type { ProposalReason } from './near-spellings.ts';
import type { TermProposal } from './term-proposals.ts';

const reasonTexts: Readonly<Record<ProposalReason, string>> = {
  gloss: 'glosses',
  form: 'company form or article',
  plural: 'plural',
  pinyin: 'same pinyin',
  edit: 'one letter apart',
};

/**
 * Formats proposals as lines for `_data/aliases.yaml`, with posts and reasons as comments. A name
 * that the file has already is given with its spellings, to replace its line.
 */
export function formatProposals(proposals: readonly TermProposal[], aliases: AliasTable): string {
  const byType = new Map<TermType, string[]>();
  for (const proposal of proposals) {
    const lines = byType.get(proposal.type) ?? [];
    lines.push(`  ${formatProposal(proposal, aliases)}`);
    byType.set(proposal.type, lines);
  }
  return [...byType].map(([type, lines]) => [`${type}:`, ...lines].join('\n')).join('\n');
}

function formatProposal(proposal: TermProposal, aliases: AliasTable): string {
  const { type, name, posts, reasons, gloss } = proposal;
  const spellings = new Set(proposal.aliases);
  const replaced: string[] = [];
  // If an alias has a line of its own, its spellings move here: else the lines would form a chain.
  for (const member of [name, ...proposal.aliases]) {
    const known = aliases.aliasesOf(type, aliases.keyOf(type, member));
    if (known.length > 0) replaced.push(member);
    for (const spelling of known) spellings.add(spelling);
  }
  const line = dump({ [name]: [...spellings] }, { flowLevel: 1, lineWidth: -1 });
  const comment = [
    `${posts.join(' + ')} posts`,
    ...reasons.map((reason) => reasonTexts[reason]),
    ...(gloss ? [`${gloss.text.replace(/\s+/g, ' ')} ×${gloss.count}`] : []),
    ...(replaced.length > 0 ? [`replaces the line of ${replaced.join(' and ')}`] : []),
  ].join(', ');
  return `${line.trimEnd()} # ${comment}`;
}
