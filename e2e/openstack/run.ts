import { readFileSync } from 'node:fs';
import { ensureChromium } from '../support/chromium.ts';
import { help, parseCommandLine } from './runner/command-line.ts';
import { passes } from './runner/passes.ts';
import { provideCloud } from './runner/provide-cloud.ts';
import { interruptSignal } from './runner/run-program.ts';
import { isGood, type Outcome, type RealCloud, type Result, type RunOptions } from './runner/types.ts';

/** Runs the passes asked for on a real cloud, one after the other, and ends with a line for each. */
async function main(): Promise<number> {
  const wish = parseCommandLine(process.argv.slice(2), process.env);
  if (wish.kind === 'help') {
    console.log(help);
    return 0;
  }
  if (wish.kind === 'faults') {
    console.error([...wish.faults, '', help].join('\n'));
    return 2;
  }
  const cloud = await provideCloud(wish, debianRelease());
  if (cloud.kind === 'none') {
    console.error(`\nNO REAL CLOUD, NOTHING WAS TESTED\n${cloud.why}\n`);
    return 1;
  }
  try {
    return summary(cloud, await runPasses(wish, cloud));
  } finally {
    await cloud.stop();
  }
}

async function runPasses({ only }: RunOptions, cloud: RealCloud): Promise<readonly Result[]> {
  ensureChromium();
  const results: Result[] = [];
  for (const pass of passes.filter(({ name }) => only.includes(name))) {
    console.log(`\n=== ${pass.name} on ${cloud.release}, ${cloud.authUrl}`);
    const begun = performance.now();
    const outcome = interruptSignal.aborted ? interrupted : await pass.run(cloud).catch(broken);
    results.push({ pass: pass.name, outcome, seconds: Math.round((performance.now() - begun) / 1000) });
  }
  return results;
}

const interrupted: Outcome = { kind: 'failed', why: 'it was interrupted' };
const broken = (error: unknown): Outcome => ({ kind: 'failed', why: String(error) });

/** A line for each pass, and a last one for all. */
function summary({ release }: RealCloud, results: readonly Result[]): number {
  console.log(`\nReal cloud ${release}`);
  for (const { pass, outcome, seconds } of results) {
    const why = outcome.why === undefined ? '' : ` (${outcome.why})`;
    console.log(`  ${pass.padEnd(12)} ${outcome.kind.padEnd(8)} ${`${seconds} s`.padStart(6)}${why}`);
  }
  const bad = results.filter((result) => !isGood(result)).map(({ pass }) => pass);
  console.log(`REAL CLOUD ${release}: ${bad.length === 0 ? 'PASSED' : `FAILED in ${bad.join(', ')}`}`);
  return bad.length === 0 ? 0 : 1;
}

/** `12` on Debian 12, an empty text on anything else. */
function debianRelease(): string {
  try {
    const system = readFileSync('/etc/os-release', 'utf8');
    return /^ID=debian$/m.test(system) ? (/^VERSION_ID="?(\d+)/m.exec(system)?.[1] ?? '') : '';
  } catch {
    return '';
  }
}

process.exitCode = await main();
