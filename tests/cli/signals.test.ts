import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import { Happenings, lookUntil } from '../support/wait-for.ts';

/** Starts a command that serves, by npm as its users do, and waits for its address. */
async function startServer(program: string, [command = '', ...args]: readonly string[]) {
  const npm = spawn('npm', ['run', command, '--', ...args], {
    cwd: program,
    // A process group of its own, so that all of it can be ended when the test fails.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const words = new Happenings();
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      words.tell();
    });
  }
  npm.on('exit', words.tell);
  const pid = npm.pid ?? assert.fail('npm did not start.');
  const endAll = () => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // All of it has ended.
    }
  };
  let url = '';
  try {
    await words.until('the address', () => {
      assert.equal(npm.exitCode, null, said);
      url = /(?:Serving|is served) at (\S+)/.exec(said)?.[1] ?? '';
      return url !== '';
    });
  } catch (error) {
    endAll();
    throw error;
  }
  return { pid, url, endAll };
}

/** The process that npm has started. */
function childOf(pid: number): number {
  return Number.parseInt(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'), 10);
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

describe('a signal ends the server', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'site/index.html': '', 'posts/one.md': '---\ntitle: 一\n---\n正文\n' });
  const program = copyProgram(path.join(folder, 'program'));

  const npm = (pid: number) => pid;
  const preview = ['preview', '--output', path.join(folder, 'site'), '--port', '0'];
  const dev = ['dev', '--posts', path.join(folder, 'posts'), '--port', '0'];
  // npm hands on what it gets, whatever it has started: dev gets each signal once.
  for (const [command, signal, target] of [
    [preview, 'SIGTERM', npm],
    [preview, 'SIGTERM', childOf],
    [preview, 'SIGINT', npm],
    [preview, 'SIGINT', childOf],
    [dev, 'SIGTERM', npm],
    [dev, 'SIGINT', childOf],
  ] as const) {
    const name = target === npm ? 'npm' : 'what npm has started';
    it(`of npm run ${command[0]}: ${signal} to ${name}`, async () => {
      const { pid, url, endAll } = await startServer(program, command);
      try {
        assert.ok(await answers(url));
        process.kill(target(pid), signal);
        await lookUntil('the server to end', async () => !(await answers(url)));
      } finally {
        endAll();
      }
    });
  }
});
