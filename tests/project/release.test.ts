import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import yaml from 'js-yaml';
import { projectDir } from '../support/program.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions: Readonly<Record<string, string>>;
        readonly needs?: string;
        readonly 'timeout-minutes': number;
        readonly steps: readonly Step[];
      }
    >
  >;
}

const text = readFileSync(path.join(projectDir, '.github/workflows/release.yml'), 'utf8');
const workflow = yaml.load(text) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

describe('release.yml', () => {
  it('runs for version tags alone, after everything has passed', () => {
    assert.deepEqual(workflow.on, { push: { tags: ['v*'] } });
    assert.ok(workflow.jobs['check']?.steps.some(({ run }) => run === 'bash .ci/run'));
    assert.equal(workflow.jobs['bill-of-materials']?.needs, 'check');
    assert.equal(workflow.jobs['publish']?.needs, 'bill-of-materials');
    for (const job of Object.values(workflow.jobs)) assert.ok(job['timeout-minutes'] > 0);
  });

  it('lets only the job that runs no code of the project write', () => {
    assert.deepEqual(workflow.permissions, {});
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const contents = name === 'publish' ? 'write' : 'read';
      assert.deepEqual(job.permissions, { contents }, name);
    }
    const own = workflow.jobs['publish']?.steps ?? [];
    assert.ok(own.length > 0);
    for (const { uses = '', run = '' } of own) {
      assert.doesNotMatch(`${uses} ${run}`, /checkout|npm|node|bash/);
    }
  });

  it('keeps no credentials, and names no expression in a script', () => {
    for (const { uses, with: options } of steps) {
      if (uses?.includes('checkout')) assert.equal(options?.['persist-credentials'], false);
    }
    // What an expression holds would run as part of the script; variables do not.
    for (const { run } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/);
  });

  it('pins each action to a commit, with its version beside it', () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    assert.ok(uses.length >= 5);
    for (const action of uses) {
      assert.match(action, /^actions\/[\w-]+@[0-9a-f]{40}$/);
      assert.match(text, new RegExp(`uses: ${action} # v\\d+\\.\\d+\\.\\d+\\n`));
    }
  });

  it('makes a bill of materials that names every package a build runs', () => {
    const options = { cwd: projectDir, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
    const args = ['sbom', '--omit=dev', '--package-lock-only', '--sbom-format=cyclonedx'];
    const sbom = JSON.parse(execFileSync('npm', args, options)) as {
      readonly components: readonly { readonly name: string }[];
    };
    const names = new Set(sbom.components.map(({ name }) => name));
    const manifest = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    for (const name of Object.keys(manifest.dependencies)) assert.ok(names.has(name), name);
    assert.ok(!names.has('eslint'));
  });
});
