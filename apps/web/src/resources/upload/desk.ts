import type { Checksum, Digests } from './hashes.ts';
import { allows, reduce, type UploadEvent } from './machine.ts';
import type { Sample } from './rate.ts';
import type { FileFacts } from './remember/recognise.ts';
import type { FileHandle, KeptUpload } from './remember/record.ts';
import type { UploadProject, UploadTask } from './task.ts';
import type { Transfer } from './transfer.ts';

/** What a task needs besides what is shown of it. */
export interface Job {
  readonly imageName: string;
  readonly project: UploadProject;
  readonly via: 'file' | 'stage';
  readonly stores: readonly string[];
  readonly checksum: Checksum | null;
  readonly form: unknown;
  /** Bytes. */
  readonly size: number;
  /** `null` until it is chosen again. */
  readonly file: File | null;
  readonly handle: FileHandle | null;
  readonly facts: FileFacts;
  readonly transfer: Transfer | null;
  readonly location: string | null;
  /** The BFF had taken it on at some time. */
  readonly begun: boolean;
  readonly step: KeptUpload['step'];
  readonly digests: Digests;
  readonly samples: readonly Sample[];
  /** Times it has begun again by itself since somebody asked for it. */
  readonly losses: number;
  readonly startedAt: number;
  /** Gives the upload free for other tabs. */
  readonly release: (() => void) | null;
}

/** The tasks and what belongs to them: the one thing that the parts of the uploads share. */
export interface Desk {
  tasks(): readonly UploadTask[];
  task(id: string): UploadTask | undefined;
  job(id: string): Job | undefined;
  note(id: string, change: Partial<Job>): void;
  /** Applies an event; says whether it meant anything. */
  apply(id: string, event: UploadEvent): boolean;
  /** Puts a task in, in the place of one of the same id or at the end. */
  put(task: UploadTask, job: Job): void;
  order(tasks: readonly UploadTask[]): void;
  drop(id: string): void;
  subscribe(listener: () => void): () => void;
}

export function createDesk(): Desk {
  let tasks: readonly UploadTask[] = [];
  const jobs = new Map<string, Job>();
  const listeners = new Set<() => void>();
  const publish = (next: readonly UploadTask[]) => {
    tasks = next;
    for (const listener of listeners) listener();
  };
  const taskOf = (id: string) => tasks.find((task) => task.id === id);
  return {
    tasks: () => tasks,
    task: taskOf,
    job: (id) => jobs.get(id),
    note(id, change) {
      const job = jobs.get(id);
      if (job) jobs.set(id, { ...job, ...change });
    },
    apply(id, event) {
      const task = taskOf(id);
      if (!task || !allows(task, event.type)) return false;
      publish(tasks.map((other) => (other === task ? reduce(task, event) : other)));
      return true;
    },
    put(task, job) {
      jobs.set(task.id, job);
      const isKnown = taskOf(task.id) !== undefined;
      publish(isKnown ? tasks.map((other) => (other.id === task.id ? task : other)) : [...tasks, task]);
    },
    order: publish,
    drop(id) {
      jobs.delete(id);
      publish(tasks.filter((task) => task.id !== id));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
