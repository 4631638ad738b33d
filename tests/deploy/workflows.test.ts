import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import yaml from 'js-yaml';
import { projectDir } from '../support/program.ts';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly needs?: string;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(projectDir, '.github/workflows');
const textOf = (name: string) => readFileSync(path.join(folder, name), 'utf8');

describe('deploy.yml', () => {
  const text = textOf('deploy.yml');
  const workflow = yaml.load(text) as Workflow;
  const { build, deploy } = workflow.jobs;

  it('runs every hour, on pushes to main and by hand; never for pull requests', () => {
    assert.deepEqual(Object.keys(workflow.on).sort(), ['push', 'schedule', 'workflow_dispatch']);
    assert.deepEqual(workflow.on['push'], { branches: ['main'] });
    const [{ cron }] = workflow.on['schedule'] as [{ cron: string }];
    assert.match(cron, /^\d+ \* \* \* \*$/);
  });

  it('grants no permission but those that a step needs', () => {
    assert.deepEqual(workflow.permissions, {});
    assert.deepEqual(build?.permissions, { contents: 'read' });
    assert.deepEqual(deploy?.permissions, { pages: 'write', 'id-token': 'write' });
    assert.deepEqual(Object.keys(workflow.jobs), ['build', 'deploy']);
  });

  it('publishes one build at a time, after it has succeeded', () => {
    assert.deepEqual(workflow.concurrency, { group: 'pages', 'cancel-in-progress': false });
    assert.equal(deploy?.needs, 'build');
    for (const job of Object.values(workflow.jobs)) assert.ok((job['timeout-minutes'] ?? 0) > 0);
  });

  it('runs only scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const runs = (build?.steps ?? []).flatMap(({ run }) => run ?? []);
    const names = runs.flatMap((run) => /^npm run (\w[\w:-]*)/.exec(run)?.[1] ?? []);
    assert.ok(names.includes('build'));
    for (const name of names) assert.ok(name in scripts, name);
  });
});

describe('workflows', () => {
  it('pin each action to a commit, with its version beside it', () => {
    for (const name of readdirSync(folder)) {
      const text = textOf(name);
      const { jobs } = yaml.load(text) as Workflow;
      const steps = Object.values(jobs).flatMap((job) => job.steps);
      const uses = steps.flatMap((step) => step.uses ?? []);
      assert.ok(uses.length >= 1);
      for (const action of uses) {
        assert.match(action, /^actions\/[\w-]+@[0-9a-f]{40}$/);
        assert.match(text, new RegExp(`uses: ${action} # v\\d+\\.\\d+\\.\\d+\\n`));
      }
    }
  });

  it('publish hidden files of a site too, such as .well-known', () => {
    const { jobs } = yaml.load(textOf('deploy.yml')) as Workflow;
    const upload = jobs['build']?.steps.find(({ uses }) => uses?.includes('upload-pages-artifact'));
    assert.deepEqual(upload?.with, { path: '_site', 'include-hidden-files': true });
  });

  it('put nothing that others write into a shell', () => {
    for (const name of readdirSync(folder)) {
      const { jobs } = yaml.load(textOf(name)) as Workflow;
      for (const { steps } of Object.values(jobs)) {
        for (const { run } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/, name);
      }
    }
  });
});
