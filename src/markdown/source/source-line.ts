/** One line on its way to the parser. */
export interface SourceLine {
  readonly text: string;
  /** 0-based line of the body it comes from. */
  readonly line: number;
  /** Inside a fenced code block, fences included: left alone by every later repair. */
  readonly code: boolean;
}

export function textLine(text: string, line: number): SourceLine {
  return { text, line, code: false };
}
