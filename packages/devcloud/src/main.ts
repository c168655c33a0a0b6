import { parseArgs } from 'node:util';
import { startDevcloud } from './index.ts';

const help = `The embedded cloud on its own: Keystone, Glance and Cinder on one port.
  --state DIR       databases and image files (default .state)
  --seed N          images a new cloud is filled with, 0 to 20000 (default 40)
  --host ADDRESS    default 127.0.0.1
  --port N          default 0: a free one
  --token-ttl N     seconds a token lives (default 3600)
Prints {"ready":true,"authUrl":…,"url":…} in one line; SIGTERM or SIGINT ends it.
`;

const { values } = parseArgs({
  options: {
    state: { type: 'string', default: '.state' },
    seed: { type: 'string', default: '40' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    'token-ttl': { type: 'string', default: '3600' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(help);
} else {
  const cloud = await startDevcloud({
    stateDir: values.state,
    seed: count('seed', values.seed, 20_000),
    host: values.host,
    port: count('port', values.port, 65_535),
    tokenTtlSeconds: count('token-ttl', values['token-ttl'], 10_000_000),
  });
  process.stdout.write(`${JSON.stringify({ ready: true, authUrl: cloud.authUrl, url: cloud.url })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void cloud.close());
}

function count(name: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  process.stderr.write(`--${name} is a whole number from 0 to ${max}, not ${text}\n`);
  process.exit(2);
}
