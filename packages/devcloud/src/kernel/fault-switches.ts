import type { ServerResponse } from 'node:http';
import { pipeline, type Readable, Transform } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type FaultEffect, type FaultRule, parseFaultRules } from './fault-rules.ts';
import { readJson, sendEmpty, sendJson, sendResponse } from './send-response.ts';
import type { Call } from './service.ts';

/** Whether a fault has ended the call, or a service is to handle it. */
export type FaultDecision = { readonly kind: 'done' } | { readonly kind: 'go'; readonly call: Call };

export interface FaultSwitches {
  /** Handles the control address: GET lists the rules, PUT replaces them, DELETE removes them. */
  readonly control: (call: Call) => Promise<void>;
  /** Applies the matching rules to the call. */
  readonly apply: (service: string, call: Call) => Promise<FaultDecision>;
}

/** Fault switches. There are none until rules are PUT, and they end with the process. */
export function createFaultSwitches(expireToken: (token: string) => void): FaultSwitches {
  let rules: { rule: FaultRule; left: number }[] = [];

  const takeMatchingEffects = (service: string, call: Call): FaultEffect[] => {
    const hits = rules.filter(({ rule, left }) => left > 0 && matches(rule, service, call));
    for (const hit of hits) hit.left -= 1;
    return hits.map(({ rule }) => rule.effect);
  };

  return {
    apply: async (service, call) => {
      let current = call;
      for (const effect of takeMatchingEffects(service, call)) {
        const verdict = await act(effect, current, expireToken);
        if (verdict.kind === 'done') return verdict;
        current = verdict.call;
      }
      return { kind: 'go', call: current };
    },
    control: async (call) => {
      if (call.method === 'GET') return sendJson(call, 200, rules.map(shown));
      if (call.method === 'DELETE') {
        rules = [];
        return sendEmpty(call, 204);
      }
      if (call.method !== 'PUT') return sendEmpty(call, 405, { Allow: 'GET, PUT, DELETE' });
      const body = await readJson(call);
      const parsed = parseFaultRules(body.kind === 'json' ? body.value : undefined);
      if (typeof parsed === 'string') return sendJson(call, 400, { message: parsed });
      rules = parsed.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }));
      return sendJson(call, 200, rules.map(shown));
    },
  };
}

function shown({ rule, left }: { rule: FaultRule; left: number }): FaultRule {
  return Number.isFinite(left) ? { ...rule, times: left } : rule;
}

function matches({ match }: FaultRule, service: string, call: Call): boolean {
  return (
    (match.service === undefined || match.service === service) &&
    (match.method === undefined || match.method.toUpperCase() === call.method) &&
    (match.path === undefined || new RegExp(match.path).test(call.path)) &&
    (match.query === undefined || new RegExp(match.query).test(call.query.toString()))
  );
}

async function act(effect: FaultEffect, call: Call, expireToken: (token: string) => void): Promise<FaultDecision> {
  const go: FaultDecision = { kind: 'go', call };
  switch (effect.kind) {
    case 'delay':
      await wait(effect.ms);
      return go;
    case 'status':
      sendResponse(call, effect.status, effect.body ?? '', effect.contentType ?? 'text/plain');
      return { kind: 'done' };
    case 'reset':
      call.req.socket.resetAndDestroy();
      return { kind: 'done' };
    case 'truncate':
      cutAfter(call.res, effect.bytes);
      return go;
    case 'slowRead':
      return { kind: 'go', call: { ...call, body: () => slowed(call.body(), effect.bytesPerSecond) } };
    case 'expireToken': {
      const token = call.req.headers['x-auth-token'];
      if (typeof token === 'string') expireToken(token);
      return go;
    }
    case 'die': {
      const { socket } = call.req;
      const body = () => endingAfter(call.body(), effect.afterBytes, () => socket.resetAndDestroy());
      return { kind: 'go', call: { ...call, dies: true, body } };
    }
    case 'matchFormats':
      return { kind: 'go', call: { ...call, formatRule: 'match' } };
    case 'import':
      return { kind: 'go', call: { ...call, importCourse: { ms: effect.ms ?? 0, reason: effect.reason ?? null } } };
  }
}

/** A timer that fired late is compensated for up to this many ms. */
const CATCH_UP_MS = 50;

/** Streams the body at a steady pace. Back-pressure reaches the client once the small buffers are full. */
function slowed(body: Readable, bytesPerSecond: number): Readable {
  let due = performance.now();
  const pace = new Transform({
    highWaterMark: 16 * 1024,
    transform(piece: Buffer, _encoding, done) {
      const now = performance.now();
      due = Math.max(due, now - CATCH_UP_MS) + (piece.length / Math.max(bytesPerSecond, 1)) * 1000;
      if (due - now < 1) done(null, piece);
      else setTimeout(() => done(null, piece), due - now);
    },
  });
  pipeline(body, pace, () => undefined);
  return pace;
}

/** Streams so many bytes, then fails. */
function endingAfter(body: Readable, bytes: number, onEnd: () => void): Readable {
  let left = bytes;
  const some = new Transform({
    transform(piece: Buffer, _encoding, done) {
      left -= piece.length;
      if (left > 0) return done(null, piece);
      onEnd();
      done(new Error('the worker has died'));
    },
  });
  pipeline(body, some, () => undefined);
  return some;
}

/** Sends `limit` bytes of the body, then closes the connection. */
function cutAfter(res: ServerResponse, limit: number): void {
  const write = res.write.bind(res);
  let left = limit;
  const pass = (chunk: unknown): boolean => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (!(bytes instanceof Uint8Array)) return true;
    const part = bytes.subarray(0, left);
    left -= part.length;
    return write(part, () => left === 0 && res.destroy());
  };
  const end = res.end.bind(res);
  res.write = ((chunk: unknown, ...rest: unknown[]) => {
    const drained = left > 0 ? pass(chunk) : true;
    for (const done of rest) if (typeof done === 'function') done();
    return drained;
  }) as typeof res.write;
  res.end = ((chunk?: unknown) => {
    if (chunk === undefined || typeof chunk === 'function') {
      if (left === limit && limit === 0) res.destroy();
      else if (left > 0) end();
    } else if (left > 0) {
      pass(chunk);
      if (left > 0) end();
    } else res.destroy();
    return res;
  }) as typeof res.end;
}
