import { parseArgs } from 'node:util';
import { cases } from './cases/index.ts';
import { tryCase } from './suite.ts';
import { openTarget, type Release, releases } from './target.ts';

const help = `The wire conformance suite against a running cloud.
  --auth-url URL     Keystone v3 (default http://127.0.0.1:5000/v3)
  --release R        what it is to be measured by: ${releases.join(' or ')} (default zed)
  --password TEXT    of the users of the embedded cloud, which must be there (default console)
  --conversion       Glance has the image_conversion plugin on
  --only TEXT        the cases whose name contains it
  --jobs N           how many at a time (default 3)
Prints the cases that fail, and a last line: conformance RELEASE pass=N of=M
`;

const { values } = parseArgs({
  options: {
    'auth-url': { type: 'string', default: 'http://127.0.0.1:5000/v3' },
    release: { type: 'string', default: 'zed' },
    password: { type: 'string', default: 'console' },
    conversion: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(help);
else await main();

async function main(): Promise<void> {
  const target = await openTarget({
    authUrl: values['auth-url'].replace(/\/$/, ''),
    release: release(values.release),
    password: values.password,
  });
  const chosen = cases.filter(
    ({ name, needs }) => name.includes(values.only) && (needs === 'conversion') === values.conversion,
  );
  let passed = 0;
  const waiting = chosen.values();
  const work = async (): Promise<void> => {
    for (const one of waiting) {
      const outcome = await tryCase(target, one);
      if (outcome.kind === 'pass') passed += 1;
      else process.stdout.write(`not ok ${one.name}\n${outcome.why.replaceAll(/^/gm, '    ')}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) || 1 }, work));
  process.stdout.write(`conformance ${target.release} pass=${passed} of=${chosen.length}\n`);
  process.exitCode = passed === chosen.length && passed > 0 ? 0 : 1;
}

function release(text: string): Release {
  const known = releases.find((one) => one === text);
  if (known) return known;
  process.stderr.write(`--release is ${releases.join(' or ')}, not ${text}\n`);
  process.exit(2);
}
