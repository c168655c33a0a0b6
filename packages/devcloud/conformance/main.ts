import { parseArgs } from 'node:util';
import { parseAccounts, readEndpointChoice } from './accounts.ts';
import { cases } from './cases/index.ts';
import { databases, reportCase } from './run-case.ts';
import { openTarget, releases } from './target.ts';

const help = `The wire conformance suite against a running cloud.
  --auth-url URL     Keystone v3 (default http://127.0.0.1:5000/v3)
  --release R        what it is to be measured by: ${releases.join(' or ')} (default zed)
  --database D       what its services keep their state in: mysql (MariaDB too) or sqlite (default mysql)
  --conversion       Glance has the image_conversion plugin on
  --only TEXT        the cases whose name contains it
  --jobs N           how many at a time (default 3)
The users of the embedded cloud must be there; the environment says what they are called and which endpoints are meant:
  OS_PASSWORD, OS_PASSWORD_ALICE, OS_USERNAME_ALICE, OS_PROJECT_NAME_DEV, …    OS_REGION_NAME, OS_INTERFACE
Prints the cases that fail, and a last line: conformance RELEASE pass=N of=M
`;

const { values } = parseArgs({
  options: {
    'auth-url': { type: 'string', default: 'http://127.0.0.1:5000/v3' },
    release: { type: 'string', default: 'zed' },
    database: { type: 'string', default: 'mysql' },
    conversion: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(help);
else await main();

async function main(): Promise<void> {
  const database = oneOf('database', databases, values.database);
  const target = await openTarget({
    authUrl: values['auth-url'].replace(/\/$/, ''),
    release: oneOf('release', releases, values.release),
    accounts: parseAccounts(process.env, process.env),
    endpointChoice: readEndpointChoice(process.env),
  });
  const chosen = cases.filter(
    ({ name, needs }) =>
      name.includes(values.only) &&
      (needs === 'conversion') === values.conversion &&
      !databases.some((other) => other === needs && other !== database),
  );
  let passed = 0;
  const waiting = chosen.values();
  const work = async (): Promise<void> => {
    for (const one of waiting) {
      const outcome = await reportCase(target, one);
      if (outcome.kind === 'pass') passed += 1;
      else process.stdout.write(`not ok ${one.name}\n${outcome.why.replaceAll(/^/gm, '    ')}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) || 1 }, work));
  process.stdout.write(`conformance ${target.release} pass=${passed} of=${chosen.length}\n`);
  process.exitCode = passed === chosen.length && passed > 0 ? 0 : 1;
}

/** Returns the text if it is one of the option's known values. Otherwise prints them and exits. */
function oneOf<T extends string>(option: string, known: readonly T[], text: string): T {
  const found = known.find((one) => one === text);
  if (found) return found;
  process.stderr.write(`--${option} is ${known.join(' or ')}, not ${text}\n`);
  process.exit(2);
}
