import { isObject, type JsonObject } from '../kernel/json.ts';
import { empty, json, readJson } from '../kernel/respond.ts';
import { type Route, route } from '../kernel/router.ts';
import type { Call, Caller } from '../kernel/types.ts';
import { type Cinder, planVolume, textsOf } from './create.ts';
import { forbidden, noVolume, type Refusal, refuse, unauthorized } from './faults.ts';
import { sortVolumes } from './sorting.ts';
import { statusAt } from './status.ts';
import { quota, typeView, volumeType, volumeTypes, zone } from './types.ts';
import { minorVersion } from './versions.ts';
import { page, volumeAnswer, volumeRow, volumeView } from './views.ts';
import type { Volume } from './volumes.ts';
import { invalidInput, readVolumeBody, textFault } from './wish.ts';

/** One request inside a project the caller's token is for. */
interface Visit {
  readonly call: Call;
  readonly caller: Caller;
  readonly project: string;
}

type View = (visit: Visit, volume: Volume, now: number) => unknown;

const pageMax = 1000;
const notDeletable =
  'Invalid volume: Volume status must be available or error or error_restoring or error_extending or error_managing and must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.';
const deletable: ReadonlySet<string> = new Set(['available', 'error']);

/** Everything under `/v3/{project}`. */
export function cinderRoutes(cinder: Cinder): readonly Route[] {
  const { volumes, now } = cinder;
  /** Runs `work` for a caller whose token is for the project in the path. */
  const visit = (call: Call, project: string, work: (visit: Visit) => void | Promise<void>): void | Promise<void> => {
    const token = call.req.headers['x-auth-token'];
    const caller = cinder.identity.authenticate(typeof token === 'string' ? token : undefined);
    if (!caller) return unauthorized(call);
    if (caller.projectId !== project) return refuse(call, { fault: 'badRequest', message: 'Malformed request url' });
    return work({ call, caller, project });
  };
  const onVolume = (
    call: Call,
    project: string,
    id: string,
    work: (visit: Visit, volume: Volume) => void | Promise<void>,
  ) =>
    visit(call, project, (found) => {
      const volume = volumes.find(isAdmin(found.caller) ? null : project, id);
      return volume ? work(found, volume) : refuse(call, noVolume(id));
    });
  const list = (call: Call, project: string, view: View) =>
    visit(call, project, (found) => listVolumes(cinder, found, view));
  const look: View = ({ call, caller, project }, volume, at) =>
    volumeView(call, volume, { now: at, project, eye: isAdmin(caller) ? 'administrator' : 'owner' });

  return [
    route('POST', '/v3/:project/volumes', (call, { project }) =>
      visit(call, project, (found) => create(cinder, found)),
    ),
    route('GET', '/v3/:project/volumes', (call, { project }) =>
      list(call, project, (_visit, volume) => volumeRow(call, volume, project)),
    ),
    route('GET', '/v3/:project/volumes/detail', (call, { project }) => list(call, project, look)),
    route('GET', '/v3/:project/volumes/:id', (call, { project, id }) =>
      onVolume(call, project, id, (found, volume) => json(call, 200, { volume: look(found, volume, now()) })),
    ),
    route('PUT', '/v3/:project/volumes/:id', (call, { project, id }) =>
      onVolume(call, project, id, (found, volume) => edit(cinder, found, volume)),
    ),
    route('DELETE', '/v3/:project/volumes/:id', (call, { project, id }) =>
      onVolume(call, project, id, (found, volume) => end(cinder, found, volume)),
    ),
    route('GET', '/v3/:project/types', (call, { project }) =>
      visit(call, project, () => json(call, 200, { volume_types: volumeTypes.map(typeView) })),
    ),
    route('GET', '/v3/:project/types/:id', (call, { project, id }) =>
      visit(call, project, () => {
        const type = volumeType(id === 'default' ? undefined : id);
        if (type) json(call, 200, { volume_type: typeView(type) });
        else refuse(call, { fault: 'itemNotFound', message: `Volume type ${id} could not be found.` });
      }),
    ),
    route('GET', '/v3/:project/os-availability-zone', (call, { project }) =>
      visit(call, project, () =>
        json(call, 200, { availabilityZoneInfo: [{ zoneName: zone, zoneState: { available: true } }] }),
      ),
    ),
    route('GET', '/v3/:project/limits', (call, { project }) =>
      visit(call, project, () => json(call, 200, { limits: { rate: [], absolute: limits(volumes.list(project)) } })),
    ),
    route('GET', '/v3/:project/messages', (call, { project }) =>
      visit(call, project, () =>
        minorVersion(call) >= 3
          ? json(call, 200, { messages: [] })
          : refuse(call, { fault: 'itemNotFound', message: 'The resource could not be found.' }),
      ),
    ),
  ];
}

async function create(cinder: Cinder, { call, caller, project }: Visit): Promise<void> {
  if (!mayWrite(caller)) return refuse(call, forbidden('volume:create'));
  const body = await volumeBody(call);
  if (!body) return;
  const planned = await planVolume(body, caller, project, cinder);
  if (planned.kind === 'refused') return refuse(call, planned.refusal);
  cinder.volumes.add(planned.volume);
  json(call, 202, { volume: volumeAnswer(call, planned.volume, cinder.now()) });
}

async function edit({ volumes, now }: Cinder, { call, caller }: Visit, volume: Volume): Promise<void> {
  if (!mayWrite(caller)) return refuse(call, forbidden('volume:update'));
  const body = await volumeBody(call);
  if (!body) return;
  const fault = textFault(body);
  if (fault) return refuse(call, { fault: 'badRequest', message: fault });
  const next: Volume = {
    ...volume,
    name: typeof body.name === 'string' ? body.name : volume.name,
    description: typeof body.description === 'string' ? body.description : volume.description,
    metadata: isObject(body.metadata) ? textsOf(body.metadata) : volume.metadata,
    editedAt: now(),
  };
  volumes.edit(next);
  json(call, 200, { volume: volumeAnswer(call, next, now()) });
}

function end({ volumes, now }: Cinder, { call, caller }: Visit, volume: Volume): void {
  if (!mayWrite(caller)) {
    refuse(call, forbidden('volume:delete'));
  } else if (!deletable.has(statusAt(volume, now()))) {
    refuse(call, { fault: 'badRequest', message: notDeletable });
  } else {
    volumes.end(volume.id);
    empty(call, 202);
  }
}

function listVolumes({ volumes, now: clock }: Cinder, visit: Visit, view: View): void {
  const { call, caller, project } = visit;
  const limit = limitOf(call.query.get('limit'));
  if (typeof limit !== 'number') {
    refuse(call, limit);
    return;
  }
  const isEverywhere = isAdmin(caller) && /^(1|true)$/i.test(call.query.get('all_tenants') ?? '');
  const [name, status] = [call.query.get('name'), call.query.get('status')];
  const now = clock();
  const matching = volumes
    .list(isEverywhere ? null : project)
    .filter(
      (volume) => (name === null || volume.name === name) && (status === null || statusAt(volume, now) === status),
    );
  const wanted = sortVolumes(matching, call.query);
  if (!wanted) {
    refuse(call, { fault: 'badRequest', message: invalidInput('Invalid sort key') });
    return;
  }
  const marker = call.query.get('marker');
  const found = page(wanted, limit, marker);
  if (!found) {
    refuse(call, noVolume(marker ?? ''));
    return;
  }
  const next = new URLSearchParams(call.query);
  next.set('marker', found.rows.at(-1)?.id ?? '');
  const href = `${call.baseUrl}${call.path}?${next}`;
  json(call, 200, {
    volumes: found.rows.map((volume) => view(visit, volume, now)),
    ...(found.more && found.rows.length > 0 ? { volumes_links: [{ rel: 'next', href }] } : {}),
  });
}

function limitOf(text: string | null): number | Refusal {
  if (text === null) return pageMax;
  if (!/^\d+$/.test(text))
    return { fault: 'badRequest', message: `limit param must be ${text.startsWith('-') ? 'positive' : 'an integer'}` };
  return Math.min(Number(text), pageMax);
}

function limits(present: readonly Volume[]) {
  return {
    maxTotalVolumes: quota.volumes,
    maxTotalSnapshots: 10,
    maxTotalVolumeGigabytes: quota.gigabytes,
    maxTotalBackups: 10,
    maxTotalBackupGigabytes: 1000,
    totalVolumesUsed: present.length,
    totalGigabytesUsed: present.reduce((sum, { size }) => sum + size, 0),
    totalSnapshotsUsed: 0,
    totalBackupsUsed: 0,
    totalBackupGigabytesUsed: 0,
  };
}

async function volumeBody(call: Call): Promise<JsonObject | null> {
  const sent = await readJson(call);
  const body =
    sent.kind === 'json'
      ? readVolumeBody(sent.value)
      : ({ kind: 'refused', refusal: { fault: 'badRequest', message: 'Malformed request body' } } as const);
  if (body.kind === 'volume') return body.volume;
  refuse(call, body.refusal);
  return null;
}

function mayWrite(caller: Caller): boolean {
  return caller.roles.includes('member');
}

function isAdmin(caller: Caller): boolean {
  return caller.roles.includes('admin');
}
