// Node 20 starts worker threads without the TypeScript loader of the main thread; newer versions need no loader at all.
import { register } from 'tsx/esm/api';

register();
const { default: ingestBatch } = await import('./worker.ts');

export default ingestBatch;
