import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Certificates {
  /** PEM file of a private certificate authority. */
  readonly ca: string;
  /** PEM files of the certificate that it has signed for `localhost`. */
  readonly certificate: string;
  readonly key: string;
}

/** Creates a private certificate authority and a certificate with openssl, both valid for one day. */
export async function createCertificates(folder: string): Promise<Certificates> {
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const ecKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await writeFile(file('names.txt'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  await openssl(
    'req',
    '-x509',
    '-days',
    '1',
    ...ecKey,
    '-subj',
    '/CN=Private CA',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  );
  await openssl('req', ...ecKey, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr');
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names.txt'];
  await openssl('x509', '-req', '-days', '1', '-in', 'server.csr', ...signing, '-out', 'server.pem');
  return { ca: file('ca.pem'), certificate: file('server.pem'), key: file('server.key') };
}
