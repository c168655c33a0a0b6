import { ensureChromium } from '../support/chromium.ts';
import { help, type PassName, parseCommandLine, type RunOptions } from './runner/command-line.ts';
import { type Outcome, passes } from './runner/passes.ts';
import { provideCloud, type RealCloud } from './runner/provide-cloud.ts';
import { interruptSignal } from './runner/run-program.ts';

interface PassResult {
  readonly pass: PassName;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** Runs the requested passes on a real cloud one after the other; returns the exit code. */
async function main(): Promise<number> {
  const commandLine = parseCommandLine(process.argv.slice(2), process.env);
  if (commandLine.kind === 'help') {
    console.log(help);
    return 0;
  }
  if (commandLine.kind === 'errors') {
    console.error([...commandLine.errors, '', help].join('\n'));
    return 2;
  }
  const cloud = await provideCloud(commandLine);
  if (cloud.kind === 'none') {
    console.error(`\nNO REAL CLOUD, NOTHING WAS TESTED\n${cloud.reason}\n`);
    return 1;
  }
  try {
    const results = await runPasses(commandLine, cloud);
    printSummary(cloud, results);
    return results.some(isFailed) ? 1 : 0;
  } finally {
    await cloud.stop();
  }
}

async function runPasses({ only }: RunOptions, cloud: RealCloud): Promise<readonly PassResult[]> {
  ensureChromium();
  const results: PassResult[] = [];
  for (const pass of passes.filter(({ name }) => only.includes(name))) {
    console.log(`\n=== ${pass.name} on ${cloud.release}, ${cloud.authUrl}`);
    const start = performance.now();
    const outcome = interruptSignal.aborted
      ? failure('it was interrupted')
      : await pass.run(cloud).catch((error) => failure(String(error)));
    results.push({ pass: pass.name, outcome, seconds: Math.round((performance.now() - start) / 1000) });
  }
  return results;
}

const failure = (reason: string): Outcome => ({ kind: 'failed', reason });
const isFailed = ({ outcome }: PassResult): boolean => outcome.kind === 'failed';

/** Prints a line for each pass and one for all. A skipped pass is not a failure. */
function printSummary({ release }: RealCloud, results: readonly PassResult[]): void {
  console.log(`\nReal cloud ${release}`);
  for (const { pass, outcome, seconds } of results) {
    const reason = outcome.reason === undefined ? '' : ` (${outcome.reason})`;
    console.log(`  ${pass.padEnd(12)} ${outcome.kind.padEnd(8)} ${`${seconds} s`.padStart(6)}${reason}`);
  }
  const failed = results.filter(isFailed).map(({ pass }) => pass);
  console.log(`REAL CLOUD ${release}: ${failed.length === 0 ? 'PASSED' : `FAILED in ${failed.join(', ')}`}`);
}

process.exitCode = await main();
