import type { Call } from '../kernel/service.ts';
import type { CinderFault } from './cinder-fault.ts';

/** The highest microversion, of release Zed. */
export const NEWEST_MICROVERSION = '3.70';

const highestMinor = 70;

/** The minor number of the microversion that a client names; 0 for none. */
export function minorMicroversion(call: Call): number {
  return Number(/^volume 3\.(\d+)$/.exec(asked(call))?.[1] ?? 0);
}

/** What is wrong with the microversion that a client names, `null` when nothing. Every one in reach is answered alike. */
export function versionFault(call: Call): CinderFault | null {
  const version = /^volume (.*)$/.exec(asked(call))?.[1];
  if (version === undefined) return null;
  if (!/^\d+\.\d+$/.test(version)) {
    const message = `API Version String ${version} is of invalid format. Must be of format MajorNum.MinorNum.`;
    return { fault: 'badRequest', message };
  }
  const [major, minor] = version.split('.').map(Number);
  if (major === 3 && (minor ?? 0) <= highestMinor) return null;
  const message = `Version ${version} is not supported by the API. Minimum is 3.0 and maximum is ${NEWEST_MICROVERSION}.`;
  return { fault: 'notAcceptable', message };
}

function asked(call: Call): string {
  const header = call.req.headers['openstack-api-version'];
  return typeof header === 'string' ? header : '';
}
