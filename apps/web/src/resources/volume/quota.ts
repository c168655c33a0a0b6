import type { VolumeLimits } from '@console/openstack-api';

/** What a project can still have; `null` = without limit. Never below 0, even where a quota was cut under what is used. */
export interface QuotaLeft {
  readonly volumes: number | null;
  readonly gib: number | null;
}

export function quotaLeft({ volumes, gigabytes }: VolumeLimits): QuotaLeft {
  return { volumes: left(volumes), gib: left(gigabytes) };
}

function left({ used, max }: VolumeLimits['volumes']): number | null {
  return max < 0 ? null : Math.max(0, max - used);
}
