import type { WireMetadefNamespace, WireMetadefProperty, WireSchema, WireSchemaProperty } from '@console/openstack-api';

/** What the cloud itself says of a property, in the cloud's language. */
export interface PropertyHelp {
  readonly title: string | null;
  readonly text: string | null;
  /** The values it may have; empty = any. */
  readonly values: readonly string[];
  /** What holds where the property is not set. */
  readonly standard: string | null;
}

/** By property name. */
export type PropertyHelps = ReadonlyMap<string, PropertyHelp>;

/** One book out of the image schema and the metadata definitions; the definitions say more and count first. */
export function helpsOf(schema: WireSchema | null, namespaces: readonly WireMetadefNamespace[]): PropertyHelps {
  const rows = [
    ...Object.entries(schema?.properties ?? {}),
    ...namespaces.flatMap(({ properties }) => Object.entries(properties ?? {})),
  ];
  return new Map(
    rows.map(([name, row]) => [name, helpOf(row)] as const).filter(([, { text, values }]) => text || values.length > 0),
  );
}

/** The first of several names of one thing that the cloud has words for. */
export function findHelp(helps: PropertyHelps, names: readonly string[]): PropertyHelp | null {
  return names.map((name) => helps.get(name)).find((help) => help !== undefined) ?? null;
}

function helpOf(row: WireMetadefProperty | WireSchemaProperty): PropertyHelp {
  return {
    title: 'title' in row && typeof row.title === 'string' ? row.title : null,
    text: row.description?.trim() || null,
    values: (row.enum ?? []).filter((value) => value !== null).map(String),
    standard: 'default' in row && row.default !== undefined && row.default !== null ? String(row.default) : null,
  };
}
