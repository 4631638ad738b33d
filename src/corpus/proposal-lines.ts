import { dump } from 'js-yaml';
import type { TermType } from '../content/post.ts';
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
 * Writes proposals as lines for `_data/aliases.yaml`, with posts and reasons as comments. A name that the file knows already comes with its old
 * spellings, to replace its line.
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
  const known = aliases.aliasesOf(type, aliases.keyOf(type, name));
  const line = dump({ [name]: [...known, ...proposal.aliases] }, { flowLevel: 1, lineWidth: -1 });
  const comment = [
    `${posts.join(' + ')} posts`,
    ...reasons.map((reason) => reasonTexts[reason]),
    ...(gloss ? [`${gloss.text.replace(/\s+/g, ' ')} ×${gloss.count}`] : []),
    ...(known.length > 0 ? [`replaces the line of ${name}`] : []),
  ].join(', ');
  return `${line.trimEnd()} # ${comment}`;
}
