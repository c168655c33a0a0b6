import { isBeyondBmp } from '@console/image-model';
import { faultCause, parseFault } from '@console/openstack-api';
import { RequestError } from '../../shared/http/index.ts';
import type { EditValues } from './values.ts';

export type CauseField = 'name' | 'description' | 'diskFormat' | 'tags' | `properties.${number}.key`;

/** The field that the cloud's refusal names, where it names one and the form has it. */
export function fieldOfCause(error: unknown, values: EditValues): CauseField | null {
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
      return fieldBeyondBmp(values);
    case 'attributeReserved':
    case 'attributeReadOnly':
      return rowNamed(values, cause.params.attribute ?? cause.params.property);
    default:
      return null;
  }
}

function fieldBeyondBmp(values: EditValues): CauseField | null {
  const row = values.properties.findIndex(({ key, value }) => isBeyondBmp(key) || isBeyondBmp(value));
  if (isBeyondBmp(values.name)) return 'name';
  if (isBeyondBmp(values.description)) return 'description';
  if (values.tags.some(isBeyondBmp)) return 'tags';
  return row < 0 ? null : `properties.${row}.key`;
}

function rowNamed(values: EditValues, name: string | undefined): CauseField | null {
  const row = values.properties.findIndex(({ key }) => key.trim() === name);
  return row < 0 ? null : `properties.${row}.key`;
}
