/** One line on its way to the parser. */
export interface SourceLine {
  readonly text: string;
  /** 0-based line of the body it comes from. */
  readonly line: number;
  /** Inside a fenced code block, fences included: left alone by every later repair. */
  readonly code: boolean;
}

/** Reports something found (and repaired) at a 0-based line of the body. */
export type Report = (code: RepairCode, line: number) => void;

export type RepairCode =
  | 'body-comment-unclosed'
  | 'body-fence-unclosed'
  | 'body-details-malformed'
  | 'body-details-empty'
  | 'body-residue'
  | 'body-nesting-too-deep'
  | 'body-emphasis-unpaired';
