import type { SQLInputValue } from 'node:sqlite';
import type { Caller } from '../kernel/service.ts';
import { isAdmin } from './enforce-policy.ts';
import { parseDate, splitList, splitOperator, unknownOperator } from './filter-operators.ts';
import { badRequest, crashed } from './glance-fault.ts';

/** A condition of the WHERE clause with the values of its placeholders. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly SQLInputValue[];
}

const condition = (sql: string, ...params: SQLInputValue[]): Condition => ({ sql, params });

/** Matches no image. */
const nothing = condition('0');

type Filter = (name: string, value: string) => Condition;

const exact: Filter = (name, value) => condition(`${name} = ?`, value);

const listed: Filter = (name, value) => {
  const { operator, operand } = splitOperator(value);
  if (operator === 'eq') return condition(`${name} = ?`, operand);
  if (operator !== 'in') throw unknownOperator(operator);
  const values = splitList(operand);
  return condition(`${name} IN (${values.map(() => '?').join(', ')})`, ...values);
};

const COMPARISONS: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

/** Dates are compared to the second, which is the precision of the response. */
const dated: Filter = (name, value) => {
  const { operator, operand } = splitOperator(value);
  const seconds = parseDate(operand);
  if (seconds === null) throw badRequest(`Bad "${name}" query filter format. Use ISO 8601 DateTime notation.`);
  const sign = COMPARISONS[operator];
  if (sign === undefined) throw badRequest('Unable to filter on a unknown operator.');
  return condition(`${name} / 1000000 ${sign} ?`, seconds);
};

const truth: Filter = (name, value) => {
  if (value !== 'true' && value !== 'false') {
    throw badRequest(`Invalid value '${value}' for '${name}' filter. Valid values are 'true' or 'false'.`);
  }
  return condition(`${name} = ?`, value === 'true' ? 1 : 0);
};

const bound =
  (sign: '>=' | '<='): Filter =>
  (name, value) => {
    if (!/^\s*[+-]?\d+\s*$/.test(value)) throw badRequest('Unable to filter on a range with a non-numeric value.');
    return condition(`${name.slice(0, -4)} ${sign} ?`, Number(value));
  };

const visibility: Filter = (_name, value) => {
  if (value === '') return nothing;
  if (!['community', 'public', 'private', 'shared', 'all'].includes(value)) {
    throw badRequest(`Invalid visibility value: ${value}`);
  }
  return value === 'all' ? condition('1') : condition('visibility = ?', value);
};

const property: Filter = (name, value) =>
  condition('EXISTS (SELECT 1 FROM json_each(properties) WHERE key = ? AND value = ?)', name, value);

const FILTERS: Readonly<Record<string, Filter>> = {
  id: listed,
  name: listed,
  status: listed,
  container_format: listed,
  disk_format: listed,
  created_at: dated,
  updated_at: dated,
  os_hidden: truth,
  protected: truth,
  visibility,
  size_min: bound('>='),
  size_max: bound('<='),
  min_disk_min: bound('>='),
  min_disk_max: bound('<='),
  min_ram_min: bound('>='),
  min_ram_max: bound('<='),
  size: exact,
  virtual_size: exact,
  checksum: exact,
  os_hash_algo: exact,
  os_hash_value: exact,
  min_disk: exact,
  min_ram: exact,
  owner: exact,
};

const NOT_FILTERS = ['limit', 'marker', 'member_status', 'tag', 'sort', 'sort_key', 'sort_dir', 'deleted'];

/**
 * Glance consumes the first value of these parameters. A second value is matched against a property that no image has.
 */
const ONCE = ['limit', 'marker', 'sort'];

/**
 * Translates the query's filters. An unknown name is a property filter. The last of several values counts, except that
 * every `tag` does. Throws 400 for invalid values.
 */
export function queryConditions(query: URLSearchParams): readonly Condition[] {
  if (query.has('changes-since')) {
    throw query.get('changes-since') === ''
      ? crashed()
      : badRequest('The "changes-since" filter is no longer available on v2.');
  }
  const requested = new Map([...query].filter(([name]) => !NOT_FILTERS.includes(name)));
  requested.set('os_hidden', (requested.get('os_hidden') ?? 'false').toLowerCase());
  const filters = [...requested].map(([name, value]) => filterFor(name)(name, value));
  const twice = ONCE.some((name) => query.getAll(name).length > 1) ? [nothing] : [];
  return [...filters, ...twice, ...query.getAll('tag').map((tag) => hasTag(tag.trim()))];
}

function filterFor(name: string): Filter {
  return (Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined) ?? property;
}

function hasTag(tag: string): Condition {
  return condition('EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)', tag);
}

const MEMBER_STATUSES = ['pending', 'accepted', 'rejected', 'all'];

/**
 * Restricts the list to visible images: admins see all; other users see public and community images, their own, and
 * those shared with them.
 */
export function accessConditions(caller: Caller, query: URLSearchParams): readonly Condition[] {
  const memberStatus = query.get('member_status') ?? 'accepted';
  if (!MEMBER_STATUSES.includes(memberStatus)) throw badRequest(`Invalid status: ${memberStatus}`);
  const project = caller.projectId;
  const unasked = query.get('visibility') ? [] : [condition("(owner = ? OR visibility <> 'community')", project)];
  if (isAdmin(caller)) return unasked;
  const answered = memberStatus === 'all' ? condition('1') : condition('status = ?', memberStatus);
  return [
    ...unasked,
    condition(
      `(visibility IN ('public', 'community') OR owner = ? OR (visibility = 'shared' AND id IN
        (SELECT image_id FROM members WHERE project_id = ? AND ${answered.sql})))`,
      project,
      project,
      ...answered.params,
    ),
  ];
}
