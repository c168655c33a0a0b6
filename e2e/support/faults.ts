import type { FaultRule } from '@console/devcloud';
import type { RunningConsole } from './console.ts';

/** Sets the embedded cloud's fault rules; an empty list takes them all away. */
export async function setFaults(served: RunningConsole, rules: readonly FaultRule[]): Promise<void> {
  const answer = await fetch(new URL('/control/faults', served.authUrl), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(`Faults: ${answer.status} ${await answer.text()}`);
}
