import fc from 'fast-check';

/** Parts of addresses, and signs that readers of addresses disagree about. */
const pieces = [
  ...['https:', 'http:', 'HTTPS:', 'javascript:', 'data:', 'mailto:', ':', ':443', '@', 'user'],
  ...['/', '/', '//', '\\', '\\\\', '?', '#', '.', '..', '%2e', '%2f', '%5c', '%09', '%3A'],
  ...['\t', '\n', '\r', ' ', '\u0001', '\u007f', '\u00a0', '\u200b', '\ufeff'],
  ...['&Tab;', '&#9;', '&NewLine;', '&#x5c;', '&sol;', '&bsol;', '&colon;', '&#58', '&amp;'],
  ...[
    'evil.test',
    'evil.test/x',
    'ev\u00adil.test',
    'ｅvil.test',
    '[::1]',
    'site.example',
    'x.png',
  ],
];

/** Addresses that an author may write to lead a browser where a parser does not expect it. */
export const hostileAddress: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.join(''));
