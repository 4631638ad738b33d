import type { Random } from './random.ts';

/** A value with the way in which it is written; real front matter is not uniform. */
export type YamlValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Written as it stands: a bare date, `true`, `null`, `[]`, nothing at all. */
  | { readonly kind: 'raw'; readonly raw: string }
  /** A block scalar, `|-`. */
  | { readonly kind: 'block'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** Text that YAML reads as the same string without quotes. */
const plainText = /^[\p{L}][\p{L}\p{N} ,，。、；：？！（）《》“”·.\-_/]*$/u;
/** Addresses: no `: ` and no ` #` in them. */
const plainUrl = /^https:\/\/[\w\-./?=&]+$/;
const notAString = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** One `key: value` entry with its line end. */
export function yamlEntry(key: string, value: YamlValue, indent: string): string {
  switch (value.kind) {
    case 'text':
      return `${key}: ${yamlScalar(value.text)}\n`;
    case 'raw':
      return value.raw ? `${key}: ${value.raw}\n` : `${key}:\n`;
    case 'block':
      return `${key}: |-\n  ${value.text}\n`;
    case 'list':
      if (value.items.length === 0) return `${key}: []\n`;
      return `${key}:\n${value.items.map((item) => `${indent}- ${yamlScalar(item)}\n`).join('')}`;
  }
}

/** The shortest safe spelling of a string: plain, else in single quotes. */
function yamlScalar(text: string): string {
  if (plainUrl.test(text)) return text;
  if (plainText.test(text) && !text.endsWith(' ') && !notAString.test(text)) return text;
  return `'${text.replaceAll("'", "''")}'`;
}

/** One of the ways in which the corpus writes "nothing". */
export function emptyYaml(random: Random): YamlValue {
  return { kind: 'raw', raw: random.pick(["''", "''", '[]', '[]', 'null', '', "'[]'"]) };
}
