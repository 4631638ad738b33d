import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isPackage } from '../shared/is-package.ts';
import { programDir } from '../shared/program-dir.ts';

/** What is read of a `package.json`. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

let known: string | undefined;

/**
 * What Inkstone is run with: in the repository the lock file, elsewhere the versions of the
 * packages that are installed. A process has loaded what was there when it started: it looks once.
 */
export function dependencyVersions(): string {
  return (known ??= isPackage
    ? installedPackages(programDir).join('\n')
    : readFileSync(path.join(programDir, 'package-lock.json'), 'utf8'));
}

/**
 * The packages that one depends on, and itself: `name@version`, sorted. Those that are not
 * installed, as optional ones may not be, are left out.
 * @param folder absolute path of the package.
 */
export function installedPackages(folder: string): readonly string[] {
  const found = new Map<string, string>();
  const visit = (place: string) => {
    if (found.has(place)) return;
    const text = readFileSync(path.join(place, 'package.json'), 'utf8');
    const { name, version, dependencies, optionalDependencies } = JSON.parse(text) as Manifest;
    found.set(place, `${name}@${version}`);
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const installed = folderOf(dependency, place);
      if (installed !== undefined) visit(installed);
    }
  };
  visit(realpathSync(folder));
  return [...new Set(found.values())].sort();
}

/** Where Node finds a package: in a `node_modules` beside or above the folder of who asks. */
function folderOf(dependency: string, folder: string): string | undefined {
  const place = path.join(folder, 'node_modules', dependency);
  if (statSync(path.join(place, 'package.json'), { throwIfNoEntry: false })) {
    return realpathSync(place);
  }
  const above = path.dirname(folder);
  return above === folder ? undefined : folderOf(dependency, above);
}
