import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from './program.ts';

/** What `npm pack` tells of the package. */
export interface PackedPackage {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Packs the program as `npm pack` does, `prepack` included.
 * @param folder absolute path of an existing folder for the tarball.
 */
export function packProgram(folder: string): PackedPackage {
  const args = ['pack', '--json', '--pack-destination', folder];
  const told = execFileSync('npm', args, { cwd: projectDir, encoding: 'utf8' });
  // Before it stands what `prepack` prints.
  const [packed] = JSON.parse(told.slice(told.indexOf('['))) as [PackedPackage];
  return packed;
}

/**
 * Installs the package into a site's folder without a registry: unpacked, beside the packages that
 * this repository has installed.
 * @param except names of packages that are left out.
 */
export function installPackage(tarball: string, site: string, except: readonly string[] = []) {
  const modules = path.join(site, 'node_modules');
  const program = path.join(modules, 'inkstone');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  mkdirSync(program);
  execFileSync('tar', ['-xzf', tarball, '-C', program, '--strip-components=1']);
  symlinkSync('../inkstone/dist/cli/inkstone.js', path.join(modules, '.bin/inkstone'));
  const installed = path.join(projectDir, 'node_modules');
  for (const name of readdirSync(installed)) {
    if (name.startsWith('.') || except.includes(name)) continue;
    symlinkSync(path.join(installed, name), path.join(modules, name));
  }
}
