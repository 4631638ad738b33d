// Node 20 starts worker threads without the TypeScript loader of the main thread; newer versions need no loader at all.
import { register } from 'tsx/esm/api';

register();
const { default: writeBatch } = await import('./page-worker.ts');

export default writeBatch;
