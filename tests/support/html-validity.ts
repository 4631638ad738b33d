import { HtmlValidate } from 'html-validate';
import type { FolderContent } from './build-site.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Style of writing, not validity: `<!doctype html>` and `<br>` are as valid as their other
    // spellings.
    'doctype-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    // Search engines cut long titles; articles of the corpus have titles of up to 102 characters.
    'long-title': 'off',
    // Advice about accessibility that is no rule of HTML: `role="region"` on scrolling tables and
    // code is on purpose.
    'prefer-native-element': 'off',
    // Subresource integrity is for other hosts' files; ours are named by their hash.
    'require-sri': 'off',
  },
});

/** Validates pages: one line for each thing that is wrong. */
export async function htmlProblems(
  site: FolderContent,
  files: readonly string[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const file of files) {
    const html = site.get(file)?.toString('utf8') ?? '';
    const { results } = await validator.validateString(html, file);
    for (const { messages } of results) {
      for (const { line, column, ruleId, message } of messages) {
        problems.push(`${file}:${line}:${column} ${ruleId}: ${message}`);
      }
    }
  }
  return problems;
}

export function htmlFiles(site: FolderContent): string[] {
  return [...site.keys()].filter((file) => file.endsWith('.html'));
}
