import { badRequest } from './glance-fault.ts';
import { IMAGE_SCHEMA, type PropertySchema } from './image-schema.ts';
import { pretty, repr } from './python-repr.ts';

const PROPERTIES: Readonly<Record<string, PropertySchema>> = IMAGE_SCHEMA.properties;

/** Throws 400 with Glance's message at the first value that the image schema refuses, in the order of the schema. */
export function checkAgainstSchema(values: Readonly<Record<string, unknown>>): void {
  for (const [key, schema] of Object.entries(PROPERTIES)) {
    if (Object.hasOwn(values, key)) checkValue(schema, values[key], `['properties'][${repr(key)}]`, `[${repr(key)}]`);
  }
  for (const [key, value] of Object.entries(values)) {
    if (Object.hasOwn(PROPERTIES, key)) continue;
    checkValue(IMAGE_SCHEMA.additionalProperties, value, "['additionalProperties']", `[${repr(key)}]`);
  }
}

function checkValue(schema: PropertySchema, value: unknown, location: string, instance: string): void {
  const failed = FAILURES.find(({ fails }) => fails(schema, value));
  if (failed) {
    throw badRequest(
      `Provided object does not match schema 'image': ${failed.messageFor(schema, value)}\n\n` +
        `Failed validating ${repr(failed.validator)} in schema${location}:\n    ${pretty(schema, 4)}\n\n` +
        `On instance${instance}:\n    ${pretty(value, 4)}`,
    );
  }
  const items = schema.items;
  if (!Array.isArray(value) || !isPropertySchema(items)) return;
  for (const [i, item] of value.entries()) checkValue(items, item, `${location}['items']`, `${instance}[${i}]`);
}

function isPropertySchema(items: PropertySchema['items']): items is PropertySchema {
  return items !== undefined && 'type' in items;
}

interface Failure {
  readonly validator: string;
  readonly fails: (schema: PropertySchema, value: unknown) => boolean;
  readonly messageFor: (schema: PropertySchema, value: unknown) => string;
}

const FAILURES: readonly Failure[] = [
  {
    validator: 'type',
    fails: (schema, value) => !typesOf(schema).some((type) => isOfType(value, type)),
    messageFor: (schema, value) => `${repr(value)} is not of type ${typesOf(schema).map(repr).join(', ')}`,
  },
  {
    validator: 'enum',
    fails: ({ enum: allowed }, value) => allowed !== undefined && !allowed.some((one) => one === value),
    messageFor: (schema, value) => `${repr(value)} is not one of ${repr(schema.enum)}`,
  },
  {
    validator: 'maxLength',
    fails: ({ maxLength }, value) =>
      maxLength !== undefined && typeof value === 'string' && [...value].length > maxLength,
    messageFor: (_schema, value) => `${repr(value)} is too long`,
  },
  {
    validator: 'pattern',
    fails: ({ pattern }, value) =>
      pattern !== undefined && typeof value === 'string' && !new RegExp(pattern).test(value),
    messageFor: (schema, value) => `${repr(value)} does not match ${repr(schema.pattern)}`,
  },
];

function typesOf(schema: PropertySchema): readonly string[] {
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
