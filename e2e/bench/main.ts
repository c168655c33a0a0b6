import { ensureChromium } from '../support/chromium.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { apiOverhead } from './api-overhead.ts';
import { bundle } from './bundle.ts';
import { downloadThroughput } from './download-throughput.ts';
import { start } from './start.ts';
import { uploadMemory, uploadSlowCloud } from './upload-memory.ts';
import { uploadThroughput } from './upload-throughput.ts';

/** What takes a console gets one of its own, freshly started: figures of memory count from idle. */
const benches: Readonly<Record<string, (served: RunningConsole) => Promise<void>>> = {
  'api-overhead': apiOverhead,
  bundle,
  'upload-memory': uploadMemory,
  'upload-slow-cloud': uploadSlowCloud,
  'download-throughput': downloadThroughput,
};
const alone: Readonly<Record<string, () => Promise<void>>> = { 'upload-throughput': uploadThroughput, start };

const asked = process.argv.slice(2);
const known = [...Object.keys(benches), ...Object.keys(alone)];
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  process.exit(2);
}

ensureChromium();
for (const name of asked.length > 0 ? asked : known) {
  const own = alone[name];
  const shared = benches[name];
  if (own !== undefined) await own();
  if (shared === undefined) continue;
  const served = await startConsole();
  await shared(served).finally(() => served.stop());
}
