// Node 20 starts worker threads without the TypeScript loader of the main thread; newer versions need no loader at all.
import { register } from 'tsx/esm/api';
import { workerData } from 'piscina';

register();
const { createInverter } = await import('./invert-slice.ts');

export const invertSlices = createInverter(workerData);
export const { packTexts } = await import('./pack-texts.ts');
