import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Work factor: some milliseconds a sign-in, enough for demo users on a developer's machine. */
const cost = { N: 2 ** 12, r: 8, p: 1 };
const keyBytes = 32;

/** `scrypt$SALT$KEY`, both hex. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('hex')}$${(await derive(password, salt)).toString('hex')}`;
}

/** False for a wrong password, and for a user who has none. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, salt, key] = (stored ?? '').split('$');
  if (salt === undefined || key === undefined) return false;
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'hex')), Buffer.from(key, 'hex'));
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
