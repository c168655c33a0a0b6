import { parseArgs } from 'node:util';
import { ensureChromium } from '../support/chromium.ts';
import { apiOverhead } from './api-overhead.ts';
import { type BenchCloud, embedded, openstack } from './bench-cloud.ts';
import { bundle } from './bundle.ts';
import { downloadMemory, downloadThroughput } from './download.ts';
import { firstList } from './first-list.ts';
import { list10kFilter, list10kLoad, list10kMemory } from './list-10k.ts';
import { start } from './start.ts';
import { uploadMemory, uploadSlowCloud } from './upload-memory.ts';
import { uploadThroughput } from './upload-throughput.ts';

interface Bench {
  readonly run: (cloud: BenchCloud) => Promise<void>;
  /** Whether the figure depends on the cloud. On a real cloud the others run only by name. */
  readonly dependsOnCloud: boolean;
}

const benches: Readonly<Record<string, Bench>> = {
  'api-overhead': { run: apiOverhead, dependsOnCloud: true },
  bundle: { run: bundle, dependsOnCloud: false },
  'first-list': { run: firstList, dependsOnCloud: true },
  'list-10k-load': { run: list10kLoad, dependsOnCloud: true },
  'list-10k-memory': { run: list10kMemory, dependsOnCloud: false },
  'list-10k-filter': { run: list10kFilter, dependsOnCloud: false },
  'upload-throughput': { run: uploadThroughput, dependsOnCloud: true },
  'upload-memory': { run: uploadMemory, dependsOnCloud: true },
  'upload-slow-cloud': { run: uploadSlowCloud, dependsOnCloud: false },
  'download-throughput': { run: downloadThroughput, dependsOnCloud: true },
  'download-memory': { run: downloadMemory, dependsOnCloud: true },
  start: { run: start, dependsOnCloud: false },
};

const usage = `npm run bench -- [NAME …] [--cloud embedded|openstack] [--auth-url URL]
openstack: the cloud that e2e/openstack/up has started; --auth-url is its Keystone.
Names: ${Object.keys(benches).join(', ')}`;

function readArguments() {
  const { positionals: names, values } = parseArgs({
    allowPositionals: true,
    options: {
      cloud: { type: 'string', default: 'embedded' },
      'auth-url': { type: 'string', default: 'http://127.0.0.1:5000/v3' },
    },
  });
  const clouds: Readonly<Record<string, BenchCloud>> = { embedded, openstack: openstack(values['auth-url']) };
  const cloud = clouds[values.cloud];
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (cloud === undefined || unknown.length > 0) throw new Error(`Unknown: ${[values.cloud, ...unknown].join(', ')}`);
  return { names, cloud };
}

function readArgumentsOrExit() {
  try {
    return readArguments();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return process.exit(2);
  }
}

const { names, cloud } = readArgumentsOrExit();
const defaultNames = Object.keys(benches).filter((name) => cloud === embedded || benches[name]?.dependsOnCloud);
ensureChromium();
for (const name of names.length > 0 ? names : defaultNames) await benches[name]?.run(cloud);
