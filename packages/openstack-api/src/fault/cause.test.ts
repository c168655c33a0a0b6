import { describe, expect, it } from 'vitest';
import { type FaultCode, faultCause, faultCodes } from './cause.ts';
import { parseFault } from './fault.ts';
import { imsCauses } from './ims.ts';

/** Messages as the services sent them, with the expected code and parameters. */
const samples: readonly (readonly [FaultCode, string, Readonly<Record<string, string>>])[] = [
  ['imageProtected', 'Image 5f1 is protected and cannot be deleted.', { image: '5f1' }],
  ['notOwner', 'You do not own this image', {}],
  ['notOwner', "Owner can't be updated by non admin.", {}],
  ['notOwner', 'Not allowed to upload image data for image 5f1', {}],
  ['notAuthorized', 'You are not authorized to complete publicize_image action.', { action: 'publicize_image' }],
  [
    'notAuthorized',
    'You are not authorized to perform the requested action: identity:list_users.',
    { action: 'identity:list_users' },
  ],
  ['notAuthorized', "Policy doesn't allow volume:create to be performed.", { action: 'volume:create' }],
  ['fourByteCharacters', "Name can't contain 4 byte unicode characters.", {}],
  ['fourByteCharacters', "Param values can't contain 4 byte unicode.", {}],
  ['fourByteCharacters', "Property names can't contain 4 byte unicode.", {}],
  [
    'nameTooLong',
    "Provided object does not match schema 'image': 'aaa' is too long Failed validating 'maxLength' in schema['properties']['name']: {'maxLength': 255}",
    {},
  ],
  ['nameTooLong', 'Invalid input received: name has 256 characters, more than 255.', {}],
  ['duplicateId', 'Image ID 5f1 already exists!', { image: '5f1' }],
  [
    'tooManyProperties',
    'The limit has been exceeded on the number of allowed image properties. Attempted: 130, Maximum: 128',
    { what: 'properties', attempted: '130', max: '128' },
  ],
  [
    'imageCountQuota',
    'Project p is over a limit for [Resource image_count_total is over limit of 40 due to current usage 40 and delta 1]',
    { limit: '40', usage: '40' },
  ],
  [
    'imageSizeQuota',
    'Project p is over a limit for [Resource image_size_total is over limit of 2048 due to current usage 2050 and delta 1]',
    { limit: '2048', usage: '2050' },
  ],
  [
    'volumeQuota',
    "VolumeLimitExceeded: Maximum number of volumes allowed (10) exceeded for quota 'volumes'.",
    { max: '10' },
  ],
  ['formatFixed', 'Attribute disk_format can be only replaced for a queued image.', { attribute: 'disk_format' }],
  ['attributeReserved', "Attribute 'os_glance_x' is reserved.", { attribute: 'os_glance_x' }],
  ['attributeReadOnly', "Attribute 'status' is read-only.", { attribute: 'status' }],
  ['attributeReadOnly', 'Property name may not be removed.', { property: 'name' }],
  ['propertyMissing', 'Property nope does not exist.', { property: 'nope' }],
  [
    'statusTransition',
    'Image status transition from active to saving is not allowed',
    { from: 'active', to: 'saving' },
  ],
  ['formatsMissing', 'Properties disk_format, container_format must be set prior to saving data.', {}],
  [
    'formatInvalid',
    "Provided object does not match schema 'image': 'foo' is not one of [None, 'ami', 'raw'] Failed validating 'enum' in schema['properties']['disk_format']",
    { value: 'foo' },
  ],
  ['formatInvalid', "Invalid container format 'tar' for image.", { value: 'tar' }],
  ['importAddressRefused', 'URI for web-download does not pass filtering: http://a:22/x', { address: 'http://a:22/x' }],
  [
    'importNotStaged',
    "Image needs to be staged before 'glance-direct' method can be used",
    { method: 'glance-direct' },
  ],
  ['storeUnknown', 'Store for identifier nope not found', { store: 'nope' }],
  ['lastStore', 'Cannot delete image data from the only store containing it. Consider deleting the image instead.', {}],
  ['markerUnknown', 'No image found with ID 5f1', { image: '5f1' }],
  ['sharingRefused', 'Not allowed to create members for image 5f1.', { image: '5f1' }],
  ['imageDeactivated', 'The requested image has been deactivated. Image data download is forbidden.', {}],
  ['deactivateRefused', "Not allowed to deactivate image in status 'queued'", { status: 'queued' }],
  [
    'volumeTooSmallVirtual',
    "Image 5f1 is unacceptable: Image virtual size is 3GB and doesn't fit in a volume of size 1GB.",
    { needed: '3', size: '1' },
  ],
  [
    'volumeTooSmallMinDisk',
    'Invalid input received: Volume size 1GB cannot be smaller than the image minDisk size 5GB.',
    { size: '1', needed: '5' },
  ],
  ['volumeImageNotActive', 'Invalid input received: Image 5f1 is not active.', { image: '5f1' }],
  ['imageUnknown', 'Invalid image identifier or unable to access requested image.', {}],
  [
    'schemaMismatch',
    "Provided object does not match schema 'image': 1 is not of type 'string' Failed validating 'type' in schema['additionalProperties']",
    { schema: 'image', reason: "1 is not of type 'string'" },
  ],
  [
    'mediaType',
    'The request media type application/octet-stream is not supported by this server.',
    { type: 'application/octet-stream' },
  ],
  ['credentials', 'The request you have made requires authentication.', {}],
  ['quota', 'Denying attempt to upload image because it exceeds the quota: exceeded', {}],
];

describe('faultCause', () => {
  it.each(samples)('returns %s for %j', (code, message, params) => {
    expect(faultCause({ status: 400, message })).toEqual({ code, params });
  });

  it('distinguishes a deleted image (404) from a deleted marker of a list (400)', () => {
    const message = 'No image found with ID 5f1';
    expect(faultCause({ status: 404, message })).toEqual({ code: 'imageUnknown', params: { image: '5f1' } });
    expect(faultCause({ status: 400, message })).toEqual({ code: 'markerUnknown', params: { image: '5f1' } });
  });

  it('has a known message or an IMS number for every code', () => {
    expect(new Set([...samples.map(([code]) => code), ...imsCauses])).toEqual(new Set(faultCodes));
  });

  it.each([
    ['IMG.0144', 'imageUnknown'],
    ['IMG.0028', 'imageProtected'],
    ['img.0057', 'imsFile'],
    ['IMG.1075', 'imsFile'],
    ['IMG.0141', 'imsFirmware'],
  ])('classifies %s of IMS as %s in both shapes of its body, whatever the message is', (code, cause) => {
    const olderShape = parseFault(400, 'application/json', { error: { message: 'Something went wrong', code } });
    const newerShape = parseFault(400, 'application/json', {
      error_code: code,
      error_msg: 'Image ID x already exists',
    });
    expect(faultCause(olderShape)).toEqual({ code: cause, params: {} });
    expect(faultCause(newerShape)).toEqual({ code: cause, params: {} });
  });

  it('uses the message when the number is unknown', () => {
    expect(faultCause({ status: 400, message: 'You do not own this image', code: 'IMG.9999' })?.code).toBe('notOwner');
  });

  it('returns null for an unknown message', () => {
    expect(faultCause({ status: 500, message: 'Something went wrong' })).toBeNull();
    expect(faultCause({ status: 500, message: '' })).toBeNull();
  });
});
