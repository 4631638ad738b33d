import type { SiteForTemplates } from '../views/prepared-site.ts';
import { importDataFile } from './register.ts';

/**
 * What templates read beside the view of their page, as data files hand it over.
 * @param names see `TemplateVersion`.
 */
export async function sharedData(
  site: SiteForTemplates,
  names: readonly string[],
): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  for (const name of names) values.push((await importDataFile(`_data/${name}.ts`))(site));
  return values;
}
