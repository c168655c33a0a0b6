import { gzipSync } from 'node:zlib';
import type { Random } from '../random.ts';
import { type Header, imageId, pageHeaders, plainRequest, type RequestMaker } from './request-maker.ts';

const wrongTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'text/html',
  '',
  '/',
  'application/json; charset=utf-7',
  'application/jsonx',
  'a'.repeat(5000),
];
const notJson = [
  '',
  '{',
  '[',
  '{"a":}',
  "{'a':1}",
  'undefined',
  '\x00',
  '{"a":1}{"b":2}',
  '\xff\xfe{}',
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '{"a":NaN}',
  '"\ud800',
];
const wrongShapes: readonly unknown[] = [
  [],
  {},
  null,
  7,
  'x',
  { username: 7, password: {} },
  { username: '', password: '' },
  { username: ['admin'], password: ['x'] },
  { username: 'a'.repeat(300), password: 'x' },
  { username: 'admin', password: 'x'.repeat(5000) },
  { __proto__: { username: 'admin' }, password: 'x' },
  { constructor: { prototype: { isAdmin: true } } },
  { username: { $ne: null }, password: { $ne: null } },
  { projectId: { id: 'p-admin' } },
  { projectId: 7, region: [] },
  { projectId: '', region: '' },
];
const bombs = [
  '['.repeat(12_000),
  `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
  `[${'0,'.repeat(7000)}0]`,
  `"${'x'.repeat(60_000)}"`,
  `{"a":${'9'.repeat(10_000)}}`,
];
const gzipBomb = gzipSync(Buffer.alloc(4_000_000, '['));
const cloudWrites = [
  ['POST', '/api/image/v2/images'],
  ['PATCH', `/api/image/v2/images/${imageId}`],
  ['POST', `/api/image/v2/images/${imageId}/import`],
  ['POST', `/api/image/v2/images/${imageId}/members`],
  ['POST', '/api/volume/v3/volumes'],
] as const;
const ownWrites = [
  ['POST', '/api/session'],
  ['PUT', '/api/session/scope'],
] as const;

const json: Header = ['Content-Type', 'application/json'];
const pickWrite = (random: Random) => random.pick([...ownWrites, ...cloudWrites]);

/** Writes of a signed-in administrator with a body that the BFF must refuse. */
export const bodyMakers: Readonly<Record<string, RequestMaker>> = {
  'not JSON': (target, random) => {
    const [method, path] = pickWrite(random);
    // The BFF forwards writes to the cloud without a body.
    const wrongTexts = notJson.filter((text) => text !== '' || path.startsWith('/api/session'));
    return plainRequest(
      method,
      path,
      [...pageHeaders(target, target.users.admin), json],
      Buffer.from(random.pick(wrongTexts), 'latin1'),
    );
  },
  'wrong content type': (target, random) => {
    const [method, path] = pickWrite(random);
    return plainRequest(
      method,
      path,
      [...pageHeaders(target, target.users.admin), ['Content-Type', random.pick(wrongTypes)]],
      '{"name":"x"}',
    );
  },
  'wrong shape': (target, random) => {
    const [method, path] = random.pick(ownWrites);
    return plainRequest(
      method,
      path,
      [...pageHeaders(target, target.users.admin), json],
      JSON.stringify(random.pick(wrongShapes)),
    );
  },
  'JSON bomb': (target, random) => {
    const [method, path] = random.pick(ownWrites);
    return plainRequest(method, path, [...pageHeaders(target, target.users.admin), json], random.pick(bombs));
  },
  'oversized body': (target, random) => {
    const [method, path] = random.pick(cloudWrites);
    return plainRequest(
      method,
      path,
      [...pageHeaders(target, target.users.admin), json],
      `"${'x'.repeat(2_000_000 + random.below(9))}"`,
    );
  },
  'compressed body': (target, random) => {
    const [method, path] = pickWrite(random);
    const encoding: Header = ['Content-Encoding', random.pick(['gzip', 'br', 'deflate', 'x'])];
    return plainRequest(method, path, [...pageHeaders(target, target.users.admin), json, encoding], gzipBomb);
  },
};
