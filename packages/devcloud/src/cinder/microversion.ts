import type { Call } from '../kernel/service.ts';
import type { CinderFault } from './cinder-fault.ts';

/** The highest microversion of release Zed. */
export const NEWEST_MICROVERSION = '3.70';

const highestMinor = 70;

/** Returns the minor number of the requested microversion; 0 without one. */
export function minorMicroversion(call: Call): number {
  return Number(/^volume 3\.(\d+)$/.exec(requested(call))?.[1] ?? 0);
}

/**
 * Returns the fault for an invalid or unsupported microversion, else `null`. All supported ones get the same responses.
 */
export function versionFault(call: Call): CinderFault | null {
  const version = /^volume (.*)$/.exec(requested(call))?.[1];
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

function requested(call: Call): string {
  const header = call.req.headers['openstack-api-version'];
  return typeof header === 'string' ? header : '';
}
