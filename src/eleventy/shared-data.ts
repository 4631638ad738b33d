import type { PreparedSite } from '../site.ts';
import { importDataFile } from './register.ts';
import { templateVersion } from './template-version.ts';

/** What templates read beside the view of their page, as the data files hand it over. */
export async function sharedData(site: PreparedSite): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  for (const name of templateVersion().sharedData) {
    values.push((await importDataFile(`_data/${name}.ts`))(site));
  }
  return values;
}
