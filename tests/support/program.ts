import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const projectDir = fileURLToPath(new URL('../..', import.meta.url));

/** Variable that `tests/run.ts` names the folder of the compiled program in. */
export const compiledVariable = 'INKSTONE_COMPILED';

const compiled = process.env[compiledVariable];

/** Arguments of Node that run a command from the sources of a project, as its npm scripts do. */
export function commandFromSource(project = projectDir): readonly string[] {
  return ['--import', import.meta.resolve('tsx'), path.join(project, 'src/cli/inkstone.ts')];
}

/**
 * Arguments of Node that run a command: of the compiled program, as the package has it, which
 * starts in half the time; of the sources where a test was not started by `npm test`.
 */
export const commandOfProgram: readonly string[] =
  compiled === undefined ? commandFromSource() : [path.join(compiled, 'dist/cli/inkstone.js')];

/** What the `.eleventy.ts` of a site imports to be built by `commandOfProgram`. */
export const inkstoneIndex: string = pathToFileURL(
  compiled === undefined
    ? path.join(projectDir, 'src/index.ts')
    : path.join(compiled, 'dist/index.js'),
).href;
