import type { Call } from '../kernel/types.ts';
import type { Refusal } from './faults.ts';

/** The highest microversion, of release Zed. */
export const NEWEST = '3.70';

const highestMinor = 70;

/** The minor number of the microversion that a client names; 0 for none. */
export function minorVersion(call: Call): number {
  return Number(/^volume 3\.(\d+)$/.exec(asked(call))?.[1] ?? 0);
}

/** What is wrong with the microversion that a client names, `null` when nothing. Every one in reach is answered alike. */
export function versionFault(call: Call): Refusal | null {
  const version = /^volume (.*)$/.exec(asked(call))?.[1];
  if (version === undefined) return null;
  if (!/^\d+\.\d+$/.test(version)) {
    const message = `API Version String ${version} is of invalid format. Must be of format MajorNum.MinorNum.`;
    return { fault: 'badRequest', message };
  }
  const [major, minor] = version.split('.').map(Number);
  if (major === 3 && (minor ?? 0) <= highestMinor) return null;
  const message = `Version ${version} is not supported by the API. Minimum is 3.0 and maximum is ${NEWEST}.`;
  return { fault: 'notAcceptable', message };
}

function asked(call: Call): string {
  const header = call.req.headers['openstack-api-version'];
  return typeof header === 'string' ? header : '';
}
