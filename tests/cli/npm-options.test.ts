import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '../../src/cli/command-line.ts';
import { describe, it } from 'node:test';
import { optionsTakenByNpm } from '../../src/cli/npm-options.ts';
import { commandOfProgram, projectDir } from '../support/program.ts';
import { startCommand } from '../support/run-build.ts';
import { runCommand } from '../support/run-command.ts';

describe('optionsTakenByNpm', () => {
  it('writes options with their values, as they belong behind "--"', () => {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const options = {
      ...{ drafts: flag, 'keep-going': flag, 'no-drafts': flag, future: flag, yes: flag },
      ...{ output: text, 'allow-host': text, format: text, cache: text, source: text },
    };
    const env = {
      npm_config_drafts: 'true',
      npm_config_keep_going: 'true',
      npm_config_output: 'my site',
      npm_config_allow_host: 'a.example\n\nb.example',
      npm_config_source: 'true',
      npm_config_future: '',
      npm_config_yes: 'true',
      npm_config_cache: '/root/.npm',
    };
    assert.deepEqual(optionsTakenByNpm(options, env), [
      '--drafts',
      '--keep-going',
      "--output='my site'",
      '--allow-host=a.example',
      '--allow-host=b.example',
      '--source …',
    ]);
    assert.deepEqual(optionsTakenByNpm(options, { npm_config_drafts: '' }), ['--no-drafts']);
    assert.deepEqual(optionsTakenByNpm(options, { PATH: '/bin' }), []);
  });
});

describe('a forgotten "--"', () => {
  const commands = readdirSync(path.join(projectDir, 'src/cli'))
    .filter((file) =>
      /^export const command: Command/m.test(
        readFileSync(path.join(projectDir, 'src/cli', file), 'utf8'),
      ),
    )
    .map((file) => path.basename(file, '.ts'));

  for (const command of commands) {
    it(`is noticed by npm run ${command}, whatever its option`, async () => {
      const file = pathToFileURL(path.join(projectDir, `src/cli/${command}.ts`)).href;
      const { usage } = ((await import(file)) as { readonly command: Command }).command;
      const script = command === 'publish' ? 'publish-post' : command;
      assert.ok(usage.startsWith(`Usage: npm run ${script} -- `), usage);
      const names = [...usage.matchAll(/--([a-z][a-z-]*) /g)].flatMap(([, name = '']) => name);
      const noticed = new Set(names.filter((name) => !npmsOwn.includes(name)));
      assert.ok(noticed.size > 0);
      const env = [...noticed].map((name) => {
        const isNegated = name.startsWith('no-');
        const variable = `npm_config_${name.replace(/^no-/, '').replaceAll('-', '_')}`;
        return [variable, isNegated ? '' : '7'] as const;
      });
      const npm = { npm_lifecycle_event: command, ...Object.fromEntries(env) };
      const result = runCommand(command, [], projectDir, npm, commandOfProgram);
      assert.equal(result.status, 2);
      const [said = ''] = result.stderr.split('\n');
      for (const name of noticed) {
        assert.match(said, new RegExp(`npm run ${command} -- .*--${name}(?:[= ]|$)`));
      }
    });
  }

  it('is noticed when npm itself runs the command', async () => {
    const { code, output } = await startCommand([
      'npm',
      'run',
      'build',
      '--drafts',
      '--output=my site',
      '--keep-going',
    ]).finished;
    assert.equal(code, 2);
    assert.match(output, /Write: npm run build -- --output='my site' --drafts --keep-going\n/);
  });
});

/** Options that npm has itself; `--help` is answered by it. */
const npmsOwn = ['all', 'cache', 'prefix', 'yes', 'help'];
