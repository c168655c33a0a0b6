import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt cost: some ms for each sign-in, which is enough for demo users on a developer's machine. */
const cost = { N: 2 ** 12, r: 8, p: 1 };
const keyBytes = 32;

/** Returns `scrypt$SALT$KEY`, both hex. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('hex')}$${(await derive(password, salt)).toString('hex')}`;
}

/** Returns false for a wrong password and for a user without one. */
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
