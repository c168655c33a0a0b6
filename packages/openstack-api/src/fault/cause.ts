import type { Fault } from './fault.ts';
import { type ImsCause, imsCause, imsCauses } from './ims.ts';

interface Row {
  readonly code: string;
  /** Matched against `Fault.message`; its named groups are the parameters of the cause. */
  readonly text: RegExp;
  /** Status in which the text has this meaning; any status when absent. */
  readonly status?: number;
}

/** Texts of Glance 25.1, Keystone 22.0 and Cinder 21.3 as the services sent them; the first row that fits decides. */
const rows = [
  { code: 'imageProtected', text: /^Image (?<image>\S+) is protected and cannot be deleted/ },
  {
    code: 'notOwner',
    text: /^You do not own this image|^Not allowed to upload image data for image|^Owner can't be updated by non admin/,
  },
  {
    code: 'notAuthorized',
    text: /not authorized to (?:complete|perform the requested action:?) (?<action>[\w:]+?)(?: action)?\.?$/,
  },
  { code: 'notAuthorized', text: /^Policy doesn't allow (?<action>\S+) to be performed/ },
  { code: 'fourByteCharacters', text: /can't contain 4 byte unicode/i },
  {
    code: 'nameTooLong',
    text: /'name'\]?:?[\s\S]*is too long|is too long[\s\S]*\['name'\]|name[\s\S]{0,40}(?:exceeds|longer than|more than) 255/i,
  },
  { code: 'duplicateId', text: /^Image ID (?<image>\S+) already exists/ },
  {
    code: 'tooManyProperties',
    text: /allowed image (?<what>properties|tags)\. Attempted: (?<attempted>\d+), Maximum: (?<max>\d+)/,
  },
  {
    code: 'imageCountQuota',
    text: /image_count_\w+ is over limit of (?<limit>\d+) due to current usage (?<usage>\d+)/,
  },
  {
    code: 'imageSizeQuota',
    text: /image_(?:size|stage)_total is over limit of (?<limit>\d+) due to current usage (?<usage>\d+)/,
  },
  {
    code: 'volumeQuota',
    text: /^(?:VolumeLimitExceeded|VolumeSizeExceedsAvailableQuota|VolumeSizeExceedsLimit)(?:.*\((?<max>\d+)\))?/,
  },
  { code: 'quota', text: /is over limit|quota[\s\S]*exceeded|exceeded[\s\S]*quota|limit has been exceeded/i },
  {
    code: 'formatFixed',
    text: /^Attribute (?<attribute>disk_format|container_format) can be only replaced for a queued image/,
  },
  { code: 'attributeReserved', text: /^Attribute '(?<attribute>[^']+)' is reserved/ },
  {
    code: 'attributeReadOnly',
    text: /^Attribute '(?<attribute>[^']+)' is read-only|^Property (?<property>\S+) may not be removed/,
  },
  { code: 'propertyMissing', text: /^Property (?<property>.+) does not exist\.?$/ },
  { code: 'statusTransition', text: /^Image status transition from (?<from>\S+) to (?<to>\S+) is not allowed/ },
  { code: 'formatsMissing', text: /must be set prior to saving data/ },
  { code: 'formatInvalid', text: /^Invalid (?:disk|container) format '(?<value>[^']*)'/ },
  {
    code: 'formatInvalid',
    text: /schema 'image': '(?<value>[^']*)' is not one of[\s\S]*(?:disk|container)_format/,
  },
  { code: 'importAddressRefused', text: /^URI for web-download does not pass filtering: ?(?<address>\S*)/ },
  { code: 'importNotStaged', text: /needs to be staged before '(?<method>[\w-]+)' method can be used/ },
  { code: 'storeUnknown', text: /^Store for identifier (?<store>\S+) not found/ },
  { code: 'lastStore', text: /^Cannot delete image data from the only store containing it/ },
  { code: 'imageUnknown', status: 404, text: /^No image found with ID (?<image>\S+)$/ },
  { code: 'markerUnknown', text: /^No image found with ID (?<image>\S+)$/ },
  { code: 'sharingRefused', text: /^Not allowed to create members for image (?<image>\S+?)\.?$/ },
  { code: 'imageDeactivated', text: /image has been deactivated/ },
  { code: 'deactivateRefused', text: /^Not allowed to (?:de|re)activate image in status '(?<status>[^']+)'/ },
  {
    code: 'volumeTooSmallVirtual',
    text: /Image virtual size is (?<needed>\d+)GB and doesn't fit in a volume of size (?<size>\d+)GB/,
  },
  {
    code: 'volumeTooSmallMinDisk',
    text: /Volume size (?<size>\d+)GB cannot be smaller than the image minDisk size (?<needed>\d+)GB/,
  },
  { code: 'volumeImageNotActive', text: /^(?:Invalid input received: )?Image (?<image>\S+) is not active/ },
  {
    code: 'imageUnknown',
    text: /^Failed to find image (?<image>\S+)|^Invalid image identifier or unable to access requested image/,
  },
  { code: 'schemaMismatch', text: /does not match schema '(?<schema>\w+)': (?<reason>.+?)(?: Failed validating|$)/ },
  { code: 'mediaType', text: /media type (?<type>\S+) is not supported/ },
  { code: 'credentials', text: /^The request you have made requires authentication/ },
] as const satisfies readonly Row[];

/** What a refusal means; `locales/…/errors.json` has a sentence for each code. */
export type FaultCode = (typeof rows)[number]['code'] | ImsCause;
export const faultCodes: readonly FaultCode[] = [...new Set([...rows.map(({ code }) => code), ...imsCauses])];

export interface FaultCause {
  readonly code: FaultCode;
  /** Values out of the message, by the names that the sentence uses. */
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Classifies a refusal by its number (IMS) or else by its text; `null` when the console has no sentence for it.
 *
 * `mediaType` stands for two refusals: Glance 30 answers 415 with the text of a wrong content type also to data whose
 * content type is right and whose bytes are not of the declared `disk_format`.
 */
export function faultCause(fault: Fault): FaultCause | null {
  const numbered = imsCause(fault.code);
  if (numbered !== null) return { code: numbered, params: {} };
  for (const row of rows) {
    const match = 'status' in row && row.status !== fault.status ? null : row.text.exec(fault.message);
    if (match !== null) return { code: row.code, params: definedGroups(match) };
  }
  return null;
}

function definedGroups({ groups }: RegExpExecArray): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups ?? {}).filter(([, value]) => value !== undefined));
}
