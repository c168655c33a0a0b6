import { isObject, type JsonObject } from '../kernel/json.ts';
import { type Route, route } from '../kernel/router.ts';
import { readJson, sendEmpty, sendJson } from '../kernel/send-response.ts';
import type { Call, Caller } from '../kernel/service.ts';
import { type CinderFault, forbidden, sendFault, unauthorized, volumeNotFound } from './cinder-fault.ts';
import { minorMicroversion } from './microversion.ts';
import { type CinderContext, planVolume, stringEntries } from './plan-volume.ts';
import { sortVolumes } from './sort-volumes.ts';
import { invalidInput, readVolumeBody, textFault } from './volume-body.ts';
import { statusAt } from './volume-status.ts';
import { quota, typeView, volumeType, volumeTypes, zone } from './volume-types.ts';
import { page, volumeAnswer, volumeRow, volumeView } from './volume-views.ts';
import type { Volume } from './volumes.ts';

/** A request within the project of the caller's token. */
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

/** All routes under `/v3/{project}`. */
export function cinderRoutes(cinder: CinderContext): readonly Route[] {
  const { volumes, now } = cinder;
  /** Runs `work` if the caller's token is for the project in the path. */
  const visit = (call: Call, project: string, work: (visit: Visit) => void | Promise<void>): void | Promise<void> => {
    const token = call.req.headers['x-auth-token'];
    const caller = cinder.identity.authenticate(typeof token === 'string' ? token : undefined);
    if (!caller) return unauthorized(call);
    if (caller.projectId !== project) return sendFault(call, { fault: 'badRequest', message: 'Malformed request url' });
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
      return volume ? work(found, volume) : sendFault(call, volumeNotFound(id));
    });
  const list = (call: Call, project: string, view: View) =>
    visit(call, project, (found) => listVolumes(cinder, found, view));
  const viewVolume: View = ({ call, caller, project }, volume, at) =>
    volumeView(call, volume, { now: at, project, eye: isAdmin(caller) ? 'administrator' : 'owner' });

  return [
    route('POST', '/v3/:project/volumes', (call, { project }) =>
      visit(call, project, (found) => create(cinder, found)),
    ),
    route('GET', '/v3/:project/volumes', (call, { project }) =>
      list(call, project, (_visit, volume) => volumeRow(call, volume, project)),
    ),
    route('GET', '/v3/:project/volumes/detail', (call, { project }) => list(call, project, viewVolume)),
    route('GET', '/v3/:project/volumes/:id', (call, { project, id }) =>
      onVolume(call, project, id, (found, volume) => sendJson(call, 200, { volume: viewVolume(found, volume, now()) })),
    ),
    route('PUT', '/v3/:project/volumes/:id', (call, { project, id }) =>
      onVolume(call, project, id, (found, volume) => edit(cinder, found, volume)),
    ),
    route('DELETE', '/v3/:project/volumes/:id', (call, { project, id }) =>
      onVolume(call, project, id, (found, volume) => end(cinder, found, volume)),
    ),
    route('GET', '/v3/:project/types', (call, { project }) =>
      visit(call, project, () => sendJson(call, 200, { volume_types: volumeTypes.map(typeView) })),
    ),
    route('GET', '/v3/:project/types/:id', (call, { project, id }) =>
      visit(call, project, () => {
        const type = volumeType(id === 'default' ? undefined : id);
        if (type) sendJson(call, 200, { volume_type: typeView(type) });
        else sendFault(call, { fault: 'itemNotFound', message: `Volume type ${id} could not be found.` });
      }),
    ),
    route('GET', '/v3/:project/os-availability-zone', (call, { project }) =>
      visit(call, project, () =>
        sendJson(call, 200, { availabilityZoneInfo: [{ zoneName: zone, zoneState: { available: true } }] }),
      ),
    ),
    route('GET', '/v3/:project/limits', (call, { project }) =>
      visit(call, project, () =>
        sendJson(call, 200, { limits: { rate: [], absolute: limits(volumes.list(project)) } }),
      ),
    ),
    route('GET', '/v3/:project/messages', (call, { project }) =>
      visit(call, project, () =>
        minorMicroversion(call) >= 3
          ? sendJson(call, 200, { messages: [] })
          : sendFault(call, { fault: 'itemNotFound', message: 'The resource could not be found.' }),
      ),
    ),
  ];
}

async function create(cinder: CinderContext, { call, caller, project }: Visit): Promise<void> {
  if (!mayWrite(caller)) return sendFault(call, forbidden('volume:create'));
  const body = await volumeBody(call);
  if (!body) return;
  const planned = await planVolume(body, caller, project, cinder);
  if (planned.kind === 'refused') return sendFault(call, planned.refusal);
  cinder.volumes.add(planned.volume);
  sendJson(call, 202, { volume: volumeAnswer(call, planned.volume, cinder.now()) });
}

async function edit({ volumes, now }: CinderContext, { call, caller }: Visit, volume: Volume): Promise<void> {
  if (!mayWrite(caller)) return sendFault(call, forbidden('volume:update'));
  const body = await volumeBody(call);
  if (!body) return;
  const fault = textFault(body);
  if (fault) return sendFault(call, { fault: 'badRequest', message: fault });
  const next: Volume = {
    ...volume,
    name: typeof body.name === 'string' ? body.name : volume.name,
    description: typeof body.description === 'string' ? body.description : volume.description,
    metadata: isObject(body.metadata) ? stringEntries(body.metadata) : volume.metadata,
    editedAt: now(),
  };
  volumes.edit(next);
  sendJson(call, 200, { volume: volumeAnswer(call, next, now()) });
}

function end({ volumes, now }: CinderContext, { call, caller }: Visit, volume: Volume): void {
  if (!mayWrite(caller)) {
    sendFault(call, forbidden('volume:delete'));
  } else if (!deletable.has(statusAt(volume, now()))) {
    sendFault(call, { fault: 'badRequest', message: notDeletable });
  } else {
    volumes.end(volume.id);
    sendEmpty(call, 202);
  }
}

function listVolumes({ volumes, now: clock }: CinderContext, visit: Visit, view: View): void {
  const { call, caller, project } = visit;
  const limit = limitOf(call.query.get('limit'));
  if (typeof limit !== 'number') {
    sendFault(call, limit);
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
    sendFault(call, { fault: 'badRequest', message: invalidInput('Invalid sort key') });
    return;
  }
  const marker = call.query.get('marker');
  const found = page(wanted, limit, marker);
  if (!found) {
    sendFault(call, volumeNotFound(marker ?? ''));
    return;
  }
  const next = new URLSearchParams(call.query);
  next.set('marker', found.rows.at(-1)?.id ?? '');
  const href = `${call.baseUrl}${call.path}?${next}`;
  sendJson(call, 200, {
    volumes: found.rows.map((volume) => view(visit, volume, now)),
    ...(found.more && found.rows.length > 0 ? { volumes_links: [{ rel: 'next', href }] } : {}),
  });
}

function limitOf(text: string | null): number | CinderFault {
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
  sendFault(call, body.refusal);
  return null;
}

function mayWrite(caller: Caller): boolean {
  return caller.roles.includes('member');
}

function isAdmin(caller: Caller): boolean {
  return caller.roles.includes('admin');
}
