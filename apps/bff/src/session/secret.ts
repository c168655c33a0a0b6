import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The configured secret, or the one kept under the state directory, made at the first start and readable by its owner alone. */
export function sessionSecret(configured: string | null, stateDir: string): string {
  if (configured !== null) return configured;
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const path = join(stateDir, 'session-secret');
  try {
    writeFileSync(path, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(path, 'utf8');
}
