import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { displayPath, UsageError } from '../../src/cli/command-line.ts';
import {
  parseBuildArguments,
  parseDevArguments,
  parsePreviewArguments,
} from '../../src/cli/options.ts';
import { runFromSource } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

function usageErrorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  assert.fail('The arguments were accepted.');
}

describe('parseBuildArguments', () => {
  it('has defaults', () => {
    assert.deepEqual(parseBuildArguments([]), {
      postsDir: path.resolve('posts'),
      postsLabel: 'posts',
      outputDir: path.resolve('_site'),
      siteDir: path.resolve(''),
      configFile: path.resolve('site.config.ts'),
      settingsLabel: 'site.config.ts',
      aliasFile: path.resolve('_data/aliases.yaml'),
      aliasLabel: '_data/aliases.yaml',
      siteProblems: [],
      cache: undefined,
      drafts: false,
      future: false,
      keepGoing: false,
      acceptAddresses: false,
      changes: false,
      format: 'text',
    });
  });

  it('reads every option', () => {
    const args = [
      '--posts',
      'a',
      '--output=b',
      '--config',
      '/c.ts',
      '--drafts',
      '--future',
      '--keep-going',
      '--accept-addresses',
      '--cache',
      'd',
    ];
    assert.deepEqual(parseBuildArguments([...args, '--format', 'json']), {
      postsDir: path.resolve('a'),
      postsLabel: 'a',
      outputDir: path.resolve('b'),
      siteDir: '/',
      configFile: '/c.ts',
      settingsLabel: '/c.ts',
      aliasFile: '/_data/aliases.yaml',
      aliasLabel: '/_data/aliases.yaml',
      siteProblems: [],
      cache: path.resolve('d'),
      drafts: true,
      future: true,
      keepGoing: true,
      acceptAddresses: true,
      changes: false,
      format: 'json',
    });
  });

  it('finds posts, aliases and output beside the settings', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'site.config.mjs': '' });
    const { postsDir, outputDir, configFile, aliasFile } = parseBuildArguments([
      '--config',
      folder,
    ]);
    assert.deepEqual(
      [configFile, postsDir, outputDir, aliasFile],
      [
        path.join(folder, 'site.config.mjs'),
        path.join(folder, 'posts'),
        path.join(folder, '_site'),
        path.join(folder, '_data', 'aliases.yaml'),
      ],
    );
  });

  it('offers the option that was meant', () => {
    assert.equal(
      usageErrorOf(() => parseBuildArguments(['--draft'])),
      'There is no option --draft. Did you mean --drafts?',
    );
    assert.match(
      usageErrorOf(() => parseBuildArguments(['--keepgoing'])),
      /--keep-going/,
    );
    assert.equal(
      usageErrorOf(() => parseBuildArguments(['--zzzzzzzzzz'])),
      'There is no option --zzzzzzzzzz.',
    );
  });

  it('refuses what it does not understand', () => {
    assert.match(
      usageErrorOf(() => parseBuildArguments(['--format', 'xml'])),
      /"xml".*text or json/,
    );
    assert.match(
      usageErrorOf(() => parseBuildArguments(['posts'])),
      /posts/,
    );
    assert.match(
      usageErrorOf(() => parseBuildArguments(['--posts'])),
      /--posts/,
    );
    assert.match(
      usageErrorOf(() => parseBuildArguments(['--drafts=no'])),
      /--drafts/,
    );
    assert.match(
      usageErrorOf(() => parseBuildArguments(['-x'])),
      /x/,
    );
  });
});

describe('parseDevArguments', () => {
  it('shows drafts unless told otherwise', () => {
    assert.equal(parseDevArguments([]).drafts, true);
    assert.equal(parseDevArguments(['--no-drafts']).drafts, false);
    assert.equal(parseDevArguments(['--port', '3000']).port, 3000);
    assert.equal(parseDevArguments(['--port', '0']).port, 0);
  });

  it('refuses impossible ports', () => {
    for (const port of ['-1', '65536', 'http', '80.5', '']) {
      assert.match(
        usageErrorOf(() => parseDevArguments(['--port', port])),
        /--port/,
        port,
      );
    }
  });
});

describe('--allow-host', () => {
  it('takes several host names, and nothing else', () => {
    const args = ['--allow-host', 'wiki.example', '--allow-host=.example.org'];
    for (const parse of [parseDevArguments, parsePreviewArguments]) {
      assert.deepEqual(parse(args).allowedHosts, ['wiki.example', '.example.org']);
      assert.deepEqual(parse([]).allowedHosts, []);
      for (const wrong of ['http://wiki.example', 'wiki.example:80', '*', '.', '']) {
        assert.match(
          usageErrorOf(() => parse(['--allow-host', wrong])),
          /--allow-host/,
          wrong,
        );
      }
    }
  });
});

it('--help prints the usage of a command, whatever else is asked for', () => {
  const { status, stdout } = runFromSource('publish', ['--help', '--no-such-option']);
  assert.equal(status, 0);
  assert.ok(stdout.startsWith('Usage: npm run publish-post -- '), stdout);
});

describe('displayPath', () => {
  it('is as short as the user would write it', () => {
    assert.equal(displayPath(path.resolve('posts')), 'posts');
    assert.equal(displayPath(process.cwd()), '.');
    assert.equal(displayPath('/x'), '/x');
  });
});
