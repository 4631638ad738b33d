import { dump } from 'js-yaml';
import type { TermType } from '../content/terms.ts';
import type { AliasTable } from './aliases.ts';
import type { ProposalReason, TermProposal } from './term-proposals.ts';

const reasonTexts: Readonly<Record<ProposalReason, string>> = {
  gloss: 'glosses',
  form: 'company form or article',
  plural: 'plural',
  pinyin: 'same pinyin',
  edit: 'one letter apart',
};

/**
 * Writes proposals as lines for `_data/aliases.yaml`, with posts and reasons as comments. Names
 * that the file knows already come with their old spellings, to replace their lines.
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
  // A line of a spelling that is no longer a name would be a chain: its spellings move here.
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
