import { isBeyondBmp } from '@console/image-model';
import { faultCause, parseFault } from '@console/openstack-api';
import { RequestError } from '../../shared/http/index.ts';
import type { EditValues } from './edit-values.ts';

export type RejectedField = 'name' | 'description' | 'diskFormat' | 'tags' | `properties.${number}.key`;

/** Returns the field that the cloud's fault names; `null` where it names none that the form has. */
export function rejectedFieldOf(error: unknown, values: EditValues): RejectedField | null {
  if (!(error instanceof RequestError) || error.failure.kind !== 'cloud') return null;
  const { status, contentType, body } = error.failure;
  const cause = faultCause(parseFault(status, contentType, body));
  switch (cause?.code) {
    case 'nameTooLong':
      return 'name';
    case 'formatInvalid':
    case 'formatFixed':
      return 'diskFormat';
    case 'tooManyProperties':
      return cause.params.what === 'tags' ? 'tags' : null;
    case 'fourByteCharacters':
      return findFieldBeyondBmp(values);
    case 'attributeReserved':
    case 'attributeReadOnly':
      return findRow(values, cause.params.attribute ?? cause.params.property);
    default:
      return null;
  }
}

function findFieldBeyondBmp(values: EditValues): RejectedField | null {
  const row = values.properties.findIndex(({ key, value }) => isBeyondBmp(key) || isBeyondBmp(value));
  if (isBeyondBmp(values.name)) return 'name';
  if (isBeyondBmp(values.description)) return 'description';
  if (values.tags.some(isBeyondBmp)) return 'tags';
  return row < 0 ? null : `properties.${row}.key`;
}

function findRow(values: EditValues, name: string | undefined): RejectedField | null {
  const row = values.properties.findIndex(({ key }) => key.trim() === name);
  return row < 0 ? null : `properties.${row}.key`;
}
