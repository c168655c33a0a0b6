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
  readonly run: (stand: BenchCloud) => Promise<void>;
  /** The figure depends on the cloud; others are taken on the embedded one alone unless they are asked for. */
  readonly ofCloud: boolean;
}

const benches: Readonly<Record<string, Bench>> = {
  'api-overhead': { run: apiOverhead, ofCloud: true },
  bundle: { run: bundle, ofCloud: false },
  'first-list': { run: firstList, ofCloud: true },
  'list-10k-load': { run: list10kLoad, ofCloud: true },
  'list-10k-memory': { run: list10kMemory, ofCloud: false },
  'list-10k-filter': { run: list10kFilter, ofCloud: false },
  'upload-throughput': { run: uploadThroughput, ofCloud: true },
  'upload-memory': { run: uploadMemory, ofCloud: true },
  'upload-slow-cloud': { run: uploadSlowCloud, ofCloud: false },
  'download-throughput': { run: downloadThroughput, ofCloud: true },
  'download-memory': { run: downloadMemory, ofCloud: true },
  start: { run: start, ofCloud: false },
};

const usage = `npm run bench -- [NAME …] [--cloud embedded|openstack] [--auth-url URL]
openstack: the one that e2e/openstack/up has started; --auth-url is its Keystone.
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
  const stand = clouds[values.cloud];
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (stand === undefined || unknown.length > 0) throw new Error(`Unknown: ${[values.cloud, ...unknown].join(', ')}`);
  return { names, stand };
}

function readOrExplain() {
  try {
    return readArguments();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return process.exit(2);
  }
}

const { names, stand } = readOrExplain();
const all = Object.keys(benches).filter((name) => stand === embedded || benches[name]?.ofCloud);
ensureChromium();
for (const name of names.length > 0 ? names : all) await benches[name]?.run(stand);
