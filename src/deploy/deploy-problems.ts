import { ProblemError, type Problem } from '../content/problem.ts';
import { plural } from '../report/group-problems.ts';
import { relativePath } from '../shared/relative-path.ts';

/** A deploy that cannot be done, or has not been. */
export class DeployError extends ProblemError {}

function failed(file: string, code: string, message: string, hint: string): DeployError {
  return new DeployError([{ file, code: `deploy-${code}`, message, hint, severity: 'error' }]);
}

export function noSite(output: string): DeployError {
  const message = 'There is no site that a build of this version has finished.';
  return failed(relativePath(output) || '.', 'no-site', message, 'Build it first.');
}

export function isPreview(output: string, options: string): DeployError {
  return failed(
    relativePath(output),
    'preview',
    `The site was built with ${options}: it is not for everybody.`,
    `Build it without ${options} first.`,
  );
}

export function outputBusy(output: string, message: string, hint: string): DeployError {
  return failed(relativePath(output), 'busy', message, hint);
}

export function targetOverlaps(target: string, folder: string): DeployError {
  const message = `The target holds or lies in ${folder}, which a deploy would spoil.`;
  return failed(target, 'target', message, 'Name a folder of its own.');
}

export function refusedName(name: string, tool: string): DeployError {
  const message = `${tool} takes no names with line breaks: ${JSON.stringify(name)}.`;
  return failed(name, 'name', message, 'Rename the file.');
}

export function toolMissing(target: string, tool: string, install: string): DeployError {
  const message = `${tool} is not installed.`;
  return failed(target, 'tool-missing', message, `Install it, for instance so: ${install}`);
}

export function toolFailed(target: string, tool: string, how: string, said: string): DeployError {
  const end = said === '' ? '.' : `: ${said}`;
  return failed(
    target,
    'tool-failed',
    `${tool} ${how}${end}`,
    'Deploy again when that is mended: what this deploy was about to change is uploaded again.',
  );
}

export function stillRuns(target: string, tool: string, pid: number): DeployError {
  return failed(
    target,
    'busy',
    `${tool} of an earlier deploy, which was killed, is still at work (process ${pid}).`,
    'Wait until it has ended, or end it.',
  );
}

function notice(file: string, code: string, message: string, hint?: string): Problem {
  return {
    ...{ file, code: `deploy-${code}`, message, severity: 'notice' },
    ...(hint !== undefined && { hint }),
  };
}

const sweeping = 'With --all, a deploy deletes whatever else is there.';

export function firstDeploy(target: string): Problem {
  return notice(
    target,
    'first',
    'No deploy to this place is known: all files are uploaded, and nothing is deleted.',
    sweeping,
  );
}

export function otherDeploy(target: string): Problem {
  return notice(
    target,
    'other',
    'Another deploy than the last one that is known here has been there: all files are uploaded.',
    `Keep .cache from deploy to deploy. ${sweeping}`,
  );
}

export function unfinishedDeploy(target: string, files: number): Problem {
  const message = `The last deploy has not finished: it may have changed ${plural(files, 'file')}.`;
  return notice(target, 'unfinished', `${message} They are made right.`);
}

export function damagedRecord(file: string): Problem {
  return {
    ...notice(relativePath(file), 'damaged', 'What was deployed cannot be read any more.'),
    severity: 'warning',
  };
}
