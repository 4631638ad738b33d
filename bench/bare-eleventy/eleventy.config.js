import yaml from 'js-yaml';
import markdownIt from 'markdown-it';

/**
 * The least Eleventy can do for a corpus: read, parse, render with plain markdown-it, one layout,
 * write. No taxonomy, no lists, no feeds, no search, no sanitising: what Inkstone's time is
 * measured against.
 */
export default function (eleventyConfig) {
  eleventyConfig.setLibrary('md', markdownIt({ html: true }));
  eleventyConfig.setFrontMatterParsingOptions({ engines: { yaml: parseWithoutTags } });
  eleventyConfig.setUseGitIgnore(false);
  eleventyConfig.addGlobalData('layout', 'post.njk');
  return {
    dir: { input: 'posts', includes: '../_includes', data: '../_data', output: 'out' },
    markdownTemplateEngine: false,
    templateFormats: ['md'],
  };
}

/**
 * Renames `tags`: Eleventy would make a collection of each tag, and 15,000 collections that each
 * filter 10,000 posts do not end within ten minutes. Done while parsing, so that posts need no
 * copies. Broken YAML counts as none.
 */
function parseWithoutTags(text) {
  try {
    const { tags, ...data } = yaml.load(text) ?? {};
    return { ...data, topics: tags };
  } catch {
    return {};
  }
}
