/** A statement of a server's configuration: its words as the server reads them. */
export type Words = readonly string[];

/**
 * Reads nginx's configuration as `ngx_conf_read_token` does: words, quotes, backslashes, comments.
 * @returns all statements in order; a block is `[...words, '{']` and ends with `['}']`.
 */
export function nginxStatements(text: string): readonly Words[] {
  const statements: string[][] = [];
  let words: string[] = [];
  const end = (...last: string[]) => {
    statements.push([...words, ...last]);
    words = [];
  };
  const quotedWord = String.raw`"((?:\\[^]|[^"\\])*)"(?=[\s;{)])`;
  const plainWord = String.raw`((?:\\[^]|\$\{|[^\s;{}"'\\#])(?:\\[^]|\$\{|[^\s;{\\])*)`;
  const pattern = new RegExp(String.raw`\s+|#[^\n]*|([;{}])|${quotedWord}|${plainWord}`, 'y');
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw new Error(`nginx would not read: ${text.slice(at, at + 60)}`);
    const [, mark, quoted, plain] = match;
    if (mark !== undefined) end(...(mark === ';' ? [] : [mark]));
    else if (quoted !== undefined || plain !== undefined) {
      words.push(unescapeNginx(quoted ?? plain ?? ''));
    }
  }
  if (words.length > 0) throw new Error('The last statement has no end.');
  return statements;
}

const controls: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };

function unescapeNginx(word: string): string {
  return word.replace(/\\([^])/g, (whole, next: string) =>
    /["'\\]/.test(next) ? next : (controls[next] ?? whole),
  );
}

/** The redirects: decoded path of a request, and target. */
export function nginxRedirects(text: string): readonly (readonly [from: string, to: string])[] {
  const statements = nginxStatements(text);
  const start = statements.findIndex((words) => words[2] === '$inkstone_redirect');
  const block = statements.slice(start + 1);
  return block
    .slice(
      0,
      block.findIndex(([word]) => word === '}'),
    )
    .filter(([word]) => word !== 'default')
    .map(([from = '', to = '', ...more]) => {
      if (more.length > 0) throw new Error(`More than a pair: ${more.join(' ')}`);
      return [from, to] as const;
    });
}

/**
 * Reads a Caddyfile as its lexer does: environment variables first, then lines of words
 * (https://caddyserver.com/docs/caddyfile/concepts#tokens-and-quotes).
 */
export function caddyStatements(text: string): readonly Words[] {
  const replaced = text.replace(/\{\$[^}]*\}/g, '(environment)');
  const statements: string[][] = [];
  let words: string[] = [];
  const pattern = /(\n)|[^\S\n]+|#[^\n]*|"((?:\\"|[^"])*)"|`([^`]*)`|([^\s"`#][^\s]*)/y;
  while (pattern.lastIndex < replaced.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(replaced);
    if (!match) throw new Error(`Caddy would not read: ${replaced.slice(at, at + 60)}`);
    const [, line, quoted, raw, plain] = match;
    if (line !== undefined) {
      if (words.length > 0) statements.push(words);
      words = [];
      continue;
    }
    const word = quoted?.replaceAll('\\"', '"') ?? raw ?? plain;
    if (plain?.startsWith('<<')) throw new Error('A heredoc.');
    if (word !== undefined) words.push(word);
  }
  return words.length > 0 ? [...statements, words] : statements;
}

/** The redirects: decoded path of a request, and target. */
export function caddyRedirects(text: string): readonly (readonly [from: string, to: string])[] {
  return caddyStatements(text)
    .filter(([directive]) => directive === 'redir')
    .map(([, from = '', to = '', status, ...more]) => {
      if (status !== '301' || more.length > 0) throw new Error(`Not a pair: ${from}`);
      if (/[*?[\]\\%{}]/.test(from) || /[{}]/.test(to)) throw new Error(`A pattern: ${from} ${to}`);
      return [from, to] as const;
    });
}
