import type { Report } from '../repair-log.ts';
import { textLine, type SourceLine } from './source-line.ts';

const MARKER =
  /^\s*\[\/?(?:AI_)?(?:META|METADATA|BODY|CONTENT|ARTICLE|TRANSCRIPT)_(START|BEGIN|END)\]\s*$/;
const META_START = /^\s*\[(?:AI_)?META(?:DATA)?_(?:START|BEGIN)\]\s*$/;
const META_END = /^\s*\[(?:(?:AI_)?META(?:DATA)?_END|BODY_START)\]\s*$/;
/** A metadata block is short; an unmatched marker must not turn an article into code. */
const META_LINES_MAX = 120;

/**
 * Hides the markers a pipeline left (`[BODY_END]`), and shows a second metadata block as what it
 * is: a block of YAML. The text between markers stays.
 */
export function hideResidue(lines: readonly SourceLine[], report: Report): SourceLine[] {
  if (!lines.some((line) => line.text.includes('_') && MARKER.test(line.text)))
    return lines as SourceLine[];
  const out: SourceLine[] = [];
  let metaEnd = -1;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    if (line.code || !MARKER.test(line.text)) {
      out.push(i < metaEnd ? { ...line, code: true } : line);
      continue;
    }
    report('body-residue', line.line);
    if (i === metaEnd) {
      out.push({ text: '```', line: line.line, code: true });
    } else if (META_START.test(line.text) && metaEnd < i) {
      metaEnd = findMetaEnd(lines, i);
      if (metaEnd >= 0) out.push({ text: '```yaml', line: line.line, code: true });
    }
    if (i > metaEnd) out.push(textLine('', line.line));
  }
  return out;
}

function findMetaEnd(lines: readonly SourceLine[], start: number): number {
  const last = Math.min(lines.length, start + META_LINES_MAX);
  for (let i = start + 1; i < last; i++) {
    const line = lines[i];
    if (!line || line.code || line.text.startsWith('```')) return -1;
    if (META_END.test(line.text)) return i;
  }
  return -1;
}
