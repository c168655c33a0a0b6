import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly observeRequest: (request: { route: string; method: string; status: number; seconds: number }) => void;
  readonly countSignIn: (outcome: 'succeeded' | 'failed') => void;
  readonly uploads: {
    opened(): void;
    bytes(count: number): void;
    ended(kind: string): void;
  };
  /** Registers the gauges of uploads. @param read runs at each scrape */
  readonly watchUploads: (read: () => { open: number; buffered: number }) => void;
}

/** Creates the metrics in a registry of their own, because tests run several consoles in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'console_request_seconds',
    help: 'Time from the request to the end of its answer. Status 499: the client closed the connection first.',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers,
  });
  const signIns = new Counter({
    name: 'console_sign_ins_total',
    help: 'Sign-ins by outcome.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const opened = new Counter({ name: 'console_uploads_opened_total', help: 'Uploads begun.', registers });
  const bytes = new Counter({ name: 'console_upload_bytes_total', help: 'Bytes handed to the image API.', registers });
  const ended = new Counter({
    name: 'console_uploads_ended_total',
    help: 'Uploads by how they ended.',
    labelNames: ['kind'] as const,
    registers,
  });

  return {
    registry,
    observeRequest: ({ seconds, status, ...labels }) =>
      requests.observe({ ...labels, status: String(status) }, seconds),
    countSignIn: (outcome) => signIns.inc({ outcome }),
    uploads: {
      opened: () => opened.inc(),
      bytes: (count) => bytes.inc(count),
      ended: (kind) => ended.inc({ kind }),
    },
    watchUploads(read) {
      new Gauge({
        name: 'console_uploads_open',
        help: 'Uploads without an end.',
        registers,
        collect() {
          this.set(read().open);
        },
      });
      new Gauge({
        name: 'console_upload_buffered_bytes',
        help: 'Bytes of uploads in memory.',
        registers,
        collect() {
          this.set(read().buffered);
        },
      });
    },
  };
}
