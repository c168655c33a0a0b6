import type { Fault } from './fault.ts';
import { type ImsCause, imsCause, imsCauses } from './ims.ts';

/** Refusals known by the text of OpenStack's services. */
const textCodes = [
  'imageProtected',
  'notOwner',
  'notAuthorized',
  'nameTooLong',
  'fourByteCharacters',
  'duplicateId',
  'tooManyProperties',
  'imageCountQuota',
  'imageSizeQuota',
  'quota',
  'attributeReserved',
  'attributeReadOnly',
  'propertyMissing',
  'formatFixed',
  'statusTransition',
  'formatInvalid',
  'formatsMissing',
  'importAddressRefused',
  'importNotStaged',
  'storeUnknown',
  'lastStore',
  'markerUnknown',
  'sharingRefused',
  'imageDeactivated',
  'deactivateRefused',
  'schemaMismatch',
  'mediaType',
  'imageUnknown',
  'volumeTooSmallVirtual',
  'volumeTooSmallMinDisk',
  'volumeQuota',
  'volumeImageNotActive',
  'credentials',
] as const;
export type FaultCode = (typeof textCodes)[number] | ImsCause;

/** Refusals the console explains in its own words; each code has a sentence in the locales. */
export const faultCodes: readonly FaultCode[] = [...new Set<FaultCode>([...textCodes, ...imsCauses])];

export interface FaultCause {
  readonly code: FaultCode;
  /** What the message names, for the sentence: ids, limits, property names. */
  readonly params: Readonly<Record<string, string>>;
}

interface Row {
  readonly code: FaultCode;
  readonly text: RegExp;
  /** Where one text stands for two things; any status where it is not said. */
  readonly status?: number;
}

/** Texts of Glance 25.1, Keystone 22.0 and Cinder 21.3 as answered; the first row that fits decides. */
const rows: readonly Row[] = [
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
];

/**
 * What a known refusal means, or `null` for one the console has no sentence for; its number, where it has one, says
 * more than its text. A 415 to data of
 * the right content type is how Glance 30 refuses bytes that are not of the declared format; it
 * uses the words of a wrong content type, so `mediaType` stands for both.
 */
export function faultCause(fault: Fault): FaultCause | null {
  const numbered = imsCause(fault.code);
  if (numbered !== null) return { code: numbered, params: {} };
  for (const { code, text, status } of rows) {
    const found = status === undefined || status === fault.status ? text.exec(fault.message) : null;
    if (found !== null) return { code, params: named(found.groups) };
  }
  return null;
}

function named(groups: RegExpExecArray['groups']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups ?? {}).filter(([, value]) => value !== undefined));
}
