import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import yaml from 'js-yaml';
import { shellWord } from '../../src/shared/shell-word.ts';
import { readFolder } from '../support/build-site.ts';
import { ownPost } from '../support/own-site.ts';
import { commandOfProgram, projectDir } from '../support/program.ts';
import { startCommand } from '../support/run-build.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly needs?: string;
  readonly if?: string;
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
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
/** Its twin for several machines, as seen from there. */
const withShards = '../../deploy/github-shards.yml';
const all = [...readdirSync(folder), withShards];

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
    // The jobs that may change anything run no code of the site.
    const { 'prune-caches': prune, ...others } = workflow.jobs;
    assert.deepEqual(prune?.permissions, { actions: 'write' });
    assert.deepEqual(Object.keys(others), ['build', 'deploy']);
    const steps = [...(prune?.steps ?? []), ...(deploy?.steps ?? [])];
    for (const { run = '', uses = '' } of steps) assert.doesNotMatch(run + uses, /npm|checkout/);
  });

  it('publishes one build at a time, after it has succeeded', () => {
    assert.deepEqual(workflow.concurrency, { group: 'pages', 'cancel-in-progress': false });
    assert.equal(deploy?.needs, 'build');
    for (const job of Object.values(workflow.jobs)) assert.ok((job['timeout-minutes'] ?? 0) > 0);
  });

  it('restores the newest cache of the branch, and keeps no other', () => {
    const cache = build?.steps.find(({ uses }) => uses?.startsWith('actions/cache@'))?.with;
    const prefix = String(cache?.['restore-keys']);
    assert.ok(String(cache?.['key']).startsWith(prefix));
    const { needs, steps } = workflow.jobs['prune-caches'] ?? {};
    assert.equal(needs, 'build', 'A build saves its cache when it ends.');
    const run = steps?.[0]?.run ?? '';
    const [key = ''] = /(?<=--key )\S+/.exec(run) ?? [];
    assert.ok(key !== '' && prefix.startsWith(key));
    assert.match(run, /--ref "\$GITHUB_REF" .*--sort created_at --order desc/);
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

describe('github-shards.yml', () => {
  const workflow = yaml.load(textOf(withShards)) as Workflow;
  const { ingest, build } = workflow.jobs;
  const withoutRun = ({ run: _, ...step }: Job['steps'][number]) => step;
  const withoutIf = ({ if: _, ...job }: Job) => job;
  const runsOf = (job?: Job) => (job?.steps ?? []).flatMap(({ run }) => run ?? []);

  it('is deploy.yml but for the machines that render', () => {
    const { jobs, ...rest } = yaml.load(textOf('deploy.yml')) as Workflow;
    assert.deepEqual({ ...workflow, jobs: {} }, { ...rest, jobs: {} });
    for (const name of ['deploy', 'prune-caches']) {
      const job = workflow.jobs[name];
      assert.deepEqual(job && withoutIf(job), jobs[name]);
      assert.equal(job?.if, "${{ !cancelled() && needs.build.result == 'success' }}");
    }
    const { build: ofOne } = jobs;
    assert.deepEqual(build?.permissions, ofOne?.permissions);
    const downloads = build?.steps.filter(({ uses }) => uses?.includes('/download-artifact@'));
    assert.deepEqual(downloads?.[0]?.with, {
      pattern: 'shard-*',
      path: '.cache',
      'merge-multiple': true,
    });
    // One site's scripts may have no `ingest`: this one runs commands through npx.
    const own = build?.steps.filter((step) => step !== downloads?.[0]).map(withoutRun);
    assert.deepEqual(own, ofOne?.steps.map(withoutRun));
    assert.deepEqual(ingest?.permissions, { contents: 'read' });
    assert.ok((ingest?.['timeout-minutes'] ?? 0) > 0);
  });

  it('builds although a machine fails or none is asked, and publishes only what is built', () => {
    assert.equal(build?.needs, 'ingest');
    assert.equal(build?.if, '${{ !cancelled() }}');
  });

  it('writes the bytes of one build, rendering each post once', { timeout: 300_000 }, async () => {
    const shards = ingest?.strategy?.matrix.shard ?? [];
    assert.deepEqual(shards, [1, 2, 3, 4]);
    const root = temporaryFolder();
    const site = path.join(root, 'site');
    const posts = Array.from({ length: 12 }, (_, at): [string, string] => [
      `posts/${at}.md`,
      ownPost(`文${at}`, '2026-01-01'),
    ]);
    writeFiles(site, {
      'site.config.mjs': "export default { title: '站', url: 'https://a.example' };",
      ...Object.fromEntries(posts),
    });
    const machine = (name: string) => {
      cpSync(site, path.join(root, name), { recursive: true });
      return path.join(root, name);
    };
    /** Does what a job says, with this program in the place of npx. */
    const work = async (cwd: string, job: Job | undefined, word: string, shard = '') => {
      const script = runsOf(job).find((run) => run.includes(word)) ?? '';
      const program = [process.execPath, ...commandOfProgram].map(shellWord).join(' ');
      const npx = `npx() { shift; ${program} "$@"; }`;
      const command = ['bash', '-e', '-c', `${npx}\n${script}`];
      const { code, output } = await startCommand(command, { cwd, env: { SHARD: shard } }).finished;
      assert.equal(code, 0, output);
      return path.join(cwd, '_site');
    };
    const clean = readFolder(await work(machine('alone'), build, 'inkstone build'));

    const last = machine('last');
    const cache = path.join(last, '.cache');
    const renderOn = async (numbers: readonly number[], round: string) => {
      const added = numbers.map(async (shard) => {
        const cwd = machine(`${round}-${shard}`);
        // What the last build has saved.
        if (existsSync(cache)) cpSync(cache, path.join(cwd, '.cache'), { recursive: true });
        await work(cwd, ingest, 'inkstone ingest', `${shard}/${shards.length}`);
        return path.join(cwd, 'added');
      });
      return Promise.all(added);
    };
    for (const added of await renderOn(shards, 'first')) cpSync(added, cache, { recursive: true });
    const kept = readdirSync(path.join(cache, 'posts'));
    assertSameContent(readFolder(await work(last, build, 'inkstone build')), clean, 'the site');
    assert.deepEqual(readdirSync(path.join(cache, 'posts')), kept);
    for (const added of await renderOn([3], 'again')) {
      assert.equal(existsSync(path.join(added, 'posts')), false);
    }
  });
});

describe('workflows', () => {
  it('pin each action to a commit, with its version beside it', () => {
    for (const name of all) {
      const text = textOf(name);
      const { jobs } = yaml.load(text) as Workflow;
      const steps = Object.values(jobs).flatMap((job) => job.steps);
      const uses = steps.flatMap((step) => step.uses ?? []);
      assert.ok(uses.length >= 1);
      for (const action of uses) {
        assert.match(action, /^actions\/[\w-]+(?:\/restore)?@[0-9a-f]{40}$/);
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
    for (const name of all) {
      const { jobs } = yaml.load(textOf(name)) as Workflow;
      for (const { steps } of Object.values(jobs)) {
        for (const { run } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/, name);
      }
    }
  });
});
