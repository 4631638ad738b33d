import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeFiles } from './temporary-folder.ts';

/** Runs git for a test, under a name of its own. @param date of commits, in ISO 8601. */
export function git(folder: string, date: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    stdio: 'pipe',
  });
}

/** Makes a repository of all files below a folder, with one commit on a day. */
export function commitAll(folder: string, day: string): void {
  git(folder, '', 'init', '--quiet');
  git(folder, '', 'add', '.');
  git(folder, `${day}T12:00:00Z`, 'commit', '--quiet', '-m', 'all');
}

/** A repository in a folder of posts whose configuration names a program. */
export interface Plant {
  readonly name: string;
  /** @param posts absolute path. @param program to be run, absolute path. */
  readonly plant: (posts: string, program: string) => void;
  /** Arguments of git that run the program when git is called in the folder. */
  readonly runsWith: readonly string[];
}

const missingCommit = '1'.repeat(40);
const log = ['log', '--follow', '--format=%aI', '--', 'a.md'] as const;

/** A configuration whose remote is a program: git asks the remote for objects that are missing. */
function lazyConfig(program: string, bare: boolean): string {
  return [
    `[core]\n\trepositoryformatversion = 1\n\tbare = ${bare}`,
    '[extensions]\n\tpartialClone = o',
    `[remote "o"]\n\turl = "ext::${program}"\n\tpromisor = true`,
    '[protocol "ext"]\n\tallow = always\n',
  ].join('\n');
}

function writeLazy(folder: string, program: string, bare: boolean): void {
  mkdirSync(path.join(folder, 'objects'), { recursive: true });
  writeFiles(folder, {
    HEAD: 'ref: refs/heads/main\n',
    'refs/heads/main': `${missingCommit}\n`,
    config: lazyConfig(program, bare),
  });
}

/** A program that answers as gpg does when it signs. */
const signer = `#!/bin/sh
cat > /dev/null
printf '\\n[GNUPG:] SIG_CREATED \\n' >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n'
`;

function signedRepository(posts: string, config: Readonly<Record<string, string>>): void {
  const ownSigner = path.join(path.dirname(posts), 'signer.sh');
  writeFileSync(ownSigner, signer);
  chmodSync(ownSigner, 0o755);
  git(posts, '', 'init', '--quiet');
  git(posts, '', 'add', '.');
  const commit = ['commit', '--quiet', '-S', '-m', 'signed'];
  git(posts, '2020-01-01T12:00:00Z', '-c', `gpg.program=${ownSigner}`, ...commit);
  for (const [key, value] of Object.entries(config)) git(posts, '', 'config', key, value);
}

/** Moves the `.git` of a folder of posts elsewhere in it and leaves a file that names the place. */
function hideBehindFile(posts: string): void {
  renameSync(path.join(posts, '.git'), path.join(posts, 'hidden'));
  writeFileSync(path.join(posts, '.git'), 'gitdir: hidden\n');
}

export const plants: readonly Plant[] = [
  {
    name: 'a bare repository of plain text files',
    plant: (posts, program) => writeLazy(posts, program, true),
    runsWith: log,
  },
  {
    name: 'a .git that fetches what is missing',
    plant: (posts, program) => writeLazy(path.join(posts, '.git'), program, false),
    runsWith: log,
  },
  {
    name: 'signatures to be shown',
    plant: (posts, program) => {
      signedRepository(posts, { 'log.showSignature': 'true', 'gpg.program': program });
    },
    runsWith: log,
  },
  {
    name: 'a monitor of files',
    plant: (posts, program) => signedRepository(posts, { 'core.fsmonitor': program }),
    runsWith: ['status'],
  },
  {
    name: 'a file that names the repository',
    plant: (posts, program) => {
      signedRepository(posts, { 'log.showSignature': 'true', 'gpg.program': program });
      hideBehindFile(posts);
    },
    runsWith: log,
  },
];

/** A program that leaves a mark wherever it is run. */
export function markingProgram(folder: string): { program: string; marker: string } {
  const marker = path.join(folder, 'marker');
  const program = path.join(folder, 'mark.sh');
  writeFileSync(program, `#!/bin/sh\ntouch '${marker}'\nexit 1\n`);
  chmodSync(program, 0o755);
  return { program, marker };
}

/** Calls git in a folder as a careless program does, whether it succeeds or not. */
export function callCarelessly(folder: string, args: readonly string[], marker: string): void {
  rmSync(marker, { force: true });
  try {
    execFileSync('git', ['-c', 'safe.bareRepository=all', ...args], { cwd: folder, stdio: 'pipe' });
  } catch {
    // The planted program answers neither as a remote nor as a monitor; all that counts is that it
    // ran.
  }
}
