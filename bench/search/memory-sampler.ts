import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const script = `
  const { parentPort } = require('node:worker_threads');
  const start = process.memoryUsage.rss();
  let peak = start;
  setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 20);
  parentPort.on('message', () => {
    parentPort.postMessage(Math.max(peak, process.memoryUsage.rss()) - start);
  });
  parentPort.postMessage(0);
`;

/**
 * Watches the memory of this process from a thread of its own, as the main thread may be busy for
 * seconds.
 */
export class MemorySampler {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async start(): Promise<MemorySampler> {
    const worker = new Worker(script, { eval: true });
    await once(worker, 'message');
    return new MemorySampler(worker);
  }

  /** Ends watching. @returns by how many bytes resident memory grew at most. */
  async stop(): Promise<number> {
    const answer = once(this.#worker, 'message');
    this.#worker.postMessage('stop');
    const [growth] = (await answer) as [number];
    await this.#worker.terminate();
    return growth;
  }
}
